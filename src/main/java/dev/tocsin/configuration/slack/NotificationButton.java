package dev.tocsin.configuration.slack;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A button below notifications that has something done in AWS, as far as the channel's role allows it. */
@Schema(description = "SHOW_LOGS queries the logs of the time in question, ALARM_HISTORY lists what an alarm did, RETRY_STAGE runs the "
        + "failed stage of a pipeline again, APPROVE approves or rejects what a pipeline waits for")
public enum NotificationButton {
    SHOW_LOGS,
    ALARM_HISTORY,
    RETRY_STAGE,
    APPROVE
}
