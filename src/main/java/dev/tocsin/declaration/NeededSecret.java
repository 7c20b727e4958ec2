package dev.tocsin.declaration;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A secret that a file refers to, and whether it is there. What it is, nothing says. */
@Schema(name = "NeededSecret")
@JsonInclude(JsonInclude.Include.NON_NULL)
record NeededSecret(
        @Schema(required = true, description = "Where the file refers to it", examples = "slackChannels[0].webhookUrl") String field,
        @Schema(required = true, description = "env for an environment variable, file for a file", examples = "env") String kind,
        @Schema(required = true, description = "Of the variable or the file; at most 100 characters of it", examples = "PAYMENTS_ALARMS_WEBHOOK_URL") String name,
        @Schema(required = true, description = "TO_SUPPLY: it is not there, and has to be before the file can be applied. "
                + "NOT_LOOKED_AT: whether it is there is not told to whoever sends a file. SUPPLIED: it is there") State state,
        @Schema(description = "What is wrong with it; absent unless it is to be supplied", examples = "refers to the environment variable PAYMENTS_ALARMS_WEBHOOK_URL, which is not set") String reason) {

    /** In the order in which they are of interest. */
    enum State {
        TO_SUPPLY,
        NOT_LOOKED_AT,
        SUPPLIED
    }
}
