package dev.tocsin.command.settings;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** Where commands may be given. */
@ApplicationScoped
public class CommandPlaces {

    /** All enabled configurations of a channel that take commands; several where several accounts share the channel. */
    public Uni<List<CommandPlace>> in(String slackTeamId, String slackChannelId) {
        throw new UnsupportedOperationException(slackTeamId + slackChannelId);
    }
}
