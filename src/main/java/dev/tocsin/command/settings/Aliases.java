package dev.tocsin.command.settings;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** Names that a channel has for commands. They belong to the channel, and each runs with the rights of whoever runs it. */
@ApplicationScoped
public class Aliases {

    public record Alias(String name, String action, String createdBy) {
    }

    /** False if there is one of that name already, or as many as a channel may have (100). */
    public Uni<Boolean> create(String slackTeamId, String slackChannelId, Alias alias) {
        throw new UnsupportedOperationException(slackTeamId + slackChannelId + alias);
    }

    public Uni<List<Alias>> list(String slackTeamId, String slackChannelId) {
        throw new UnsupportedOperationException(slackTeamId + slackChannelId);
    }

    public Uni<Optional<Alias>> find(String slackTeamId, String slackChannelId, String name) {
        throw new UnsupportedOperationException(slackTeamId + slackChannelId + name);
    }

    public Uni<Boolean> delete(String slackTeamId, String slackChannelId, String name) {
        throw new UnsupportedOperationException(slackTeamId + slackChannelId + name);
    }
}
