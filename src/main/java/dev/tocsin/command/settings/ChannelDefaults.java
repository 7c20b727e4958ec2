package dev.tocsin.command.settings;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** Which account and Region a channel's commands mean where they do not say; what was chosen is remembered for 7 days. */
@ApplicationScoped
public class ChannelDefaults {

    public record Defaults(Optional<String> account, Optional<String> region) {
    }

    public Uni<Defaults> of(String slackTeamId, String slackChannelId) {
        throw new UnsupportedOperationException(slackTeamId + slackChannelId);
    }

    /** What is empty stays as it is. */
    public Uni<Void> set(String slackTeamId, String slackChannelId, Defaults defaults) {
        throw new UnsupportedOperationException(slackTeamId + slackChannelId + defaults);
    }
}
