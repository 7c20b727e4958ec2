package dev.tocsin.audit;

import io.quarkus.security.identity.SecurityIdentity;

/**
 * Who changes something.
 *
 * @param name the token's name, the person's name at the identity provider, or the part of Tocsin that acts by itself
 * @param kind how it is known who that is; the same name may exist in several kinds
 */
public record Actor(String name, String kind) {

    /** The identity's attribute that says how it is known who somebody is. */
    public static final String KIND = "tocsin.actor-kind";

    private static final String SYSTEM = "system";
    private static final String SLACK_USER = "slack";
    static final Actor TOCSIN = system("tocsin");

    /**
     * A part of Tocsin that acts without being asked by a request, for instance {@code configurations-file}.
     *
     * @param part one of {@link OwnNames}, so that no token can pose as it; a test looks after that
     */
    public static Actor system(String part) {
        return new Actor(part, SYSTEM);
    }

    /**
     * Somebody who acts in a Slack workspace.
     *
     * @param name what they are called there, which they choose themselves; so their ids come first
     */
    public static Actor slackUser(String teamId, String userId, String name) {
        return new Actor(teamId + "/" + userId + " " + name, SLACK_USER);
    }

    /** Whoever sent a request; for what is done later on their behalf. */
    public static Actor of(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            return TOCSIN;
        }
        String kind = identity.getAttribute(KIND);
        return new Actor(identity.getPrincipal().getName(), kind == null ? "unknown" : kind);
    }
}
