package dev.tocsin.console.configuration;

import java.util.Map;

import io.quarkus.qute.TemplateExtension;

/** What pages call the members of configurations, in the words of AWS's console where that has them. */
@TemplateExtension(namespace = "label")
public final class MemberLabels {

    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("configurationName", "Configuration name"),
            Map.entry("slackTeamId", "Workspace"),
            Map.entry("slackChannelId", "Channel ID"),
            Map.entry("slackChannelName", "Channel name"),
            Map.entry("webhookUrl", "Webhook URL"),
            Map.entry("webhookDescription", "Webhook description"),
            Map.entry("envelope", "What the workflow expects"),
            Map.entry("snsTopicArns", "SNS topics"),
            Map.entry("iamRoleArn", "IAM role"),
            Map.entry("guardrailPolicyArns", "Channel guardrail policies"),
            Map.entry("userAuthorizationRequired", "User roles are required"),
            Map.entry("commands", "Commands may be given in the channel"),
            Map.entry("commandPeople", "Who may give commands"),
            Map.entry("commandApprovers", "Who else may have them run"),
            Map.entry("notificationButtons", "Buttons below notifications"),
            Map.entry("loggingLevel", "Publish logs to Amazon CloudWatch Logs"),
            Map.entry("digestAfterSeconds", "Digests begin after (seconds)"),
            Map.entry("foldAfterMessages", "Repeats are shown together after (messages)"),
            Map.entry("liveMessages", "Later messages change the one about the same matter"),
            Map.entry("charts", "Alarms show a chart"),
            Map.entry("remindEveryMinutes", "Reminders every (minutes)"),
            Map.entry("remindAtMost", "Reminders at most (times)"),
            Map.entry("escalateAfterMinutes", "Escalated after (minutes)"),
            Map.entry("escalateTo", "Escalated to (configuration)"),
            Map.entry("tags", "Tags"),
            Map.entry("state", "State"),
            Map.entry("stateReason", "Reason of the state"),
            Map.entry("stateAdvice", "What to do about it"),
            Map.entry("managedBy", "Declared by"));

    private static final Map<String, String> BUTTONS = Map.of(
            "SHOW_LOGS", "Show the logs of the time in question",
            "ALARM_HISTORY", "Show what an alarm did",
            "RETRY_STAGE", "Run the failed stage of a pipeline again",
            "APPROVE", "Approve or reject what a pipeline waits for");

    private MemberLabels() {
    }

    /** @param member as the API names it */
    public static String of(String member) {
        return LABELS.getOrDefault(member, member);
    }

    /** @param name of one of the {@code notificationButtons} */
    public static String button(String name) {
        return BUTTONS.getOrDefault(name, name);
    }
}
