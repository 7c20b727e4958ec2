package dev.tocsin.configuration;

import java.util.stream.Stream;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tocsin.problem.Problems;

/** Whether a configuration sends, as answers show it. */
@Schema(description = "ENABLED: deliveries are sent. DISABLED: somebody wants quiet; deliveries wait until it is enabled. "
        + "SHUT: the chat refuses whatever is sent there, for instance because the channel is archived; deliveries wait until it "
        + "takes messages again, which is tried now and then. What waits longer than the history is kept is given up.")
public enum ConfigurationState {
    ENABLED,
    DISABLED,
    SHUT;

    /** Reads a query parameter, null if there is none; a problem names the words that it may be. */
    static ConfigurationState of(String word) {
        if (word == null) {
            return null;
        }
        return Stream.of(values()).filter(one -> one.name().equals(word)).findFirst()
                .orElseThrow(() -> Problems.invalid("state", "must be ENABLED, DISABLED or SHUT", word));
    }
}
