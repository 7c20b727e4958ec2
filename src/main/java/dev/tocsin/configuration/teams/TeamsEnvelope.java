package dev.tocsin.configuration.teams;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a workflow expects to be sent: its template decides. */
@Schema(description = "What the workflow expects: a MESSAGE that has the card among its attachments, as the templates \"Post to a "
        + "channel when a webhook request is received\" do, or the bare CARD")
public enum TeamsEnvelope {
    MESSAGE,
    CARD
}
