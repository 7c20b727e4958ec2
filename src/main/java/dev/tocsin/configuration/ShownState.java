package dev.tocsin.configuration;

import java.time.Instant;

/**
 * Whether a configuration sends, as answers show it.
 *
 * @param reason why nothing is sent; null if something is, or if nobody said why
 * @param advice what a person should do about it; null if there is none
 * @param since since when it is so
 */
public record ShownState(ConfigurationState state, String reason, String advice, Instant since) {

    /** What somebody has made of it, and since when. */
    public record Stored(State state, String reason, Instant since) {
    }

    /** What the destination says of it; all null while that takes messages. */
    public record Refused(Instant since, String reason, String advice) {
    }

    /** @param openedAt when its lane was last opened; null if it never was */
    public static ShownState of(Stored stored, Refused refused, Instant openedAt) {
        if (stored.state() == State.ENABLED && refused.since() != null) {
            return new ShownState(ConfigurationState.SHUT, refused.reason(), refused.advice(), refused.since());
        }
        boolean openedLater = stored.state() == State.ENABLED && openedAt != null && openedAt.isAfter(stored.since());
        return new ShownState(ConfigurationState.valueOf(stored.state().name()), stored.reason(), null,
                openedLater ? openedAt : stored.since());
    }
}
