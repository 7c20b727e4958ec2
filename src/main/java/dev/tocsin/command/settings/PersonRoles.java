package dev.tocsin.command.settings;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** The roles that people have mapped themselves to, for configurations that want that. */
@ApplicationScoped
public class PersonRoles {

    public Uni<Optional<String>> roleOf(String slackTeamId, String slackUserId, String configurationName) {
        throw new UnsupportedOperationException(slackTeamId + slackUserId + configurationName);
    }

    /** The address of a page that maps this person to a role, once, within 15 minutes; only they are to see it. */
    public Uni<String> link(String slackTeamId, String slackUserId, String slackUserName, String configurationName) {
        throw new UnsupportedOperationException(slackTeamId + slackUserId + slackUserName + configurationName);
    }
}
