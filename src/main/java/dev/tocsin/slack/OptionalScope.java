package dev.tocsin.slack;

import java.util.List;
import java.util.Optional;

/**
 * What a workspace may allow or not: without it something is missed and everything is delivered.
 *
 * @param missed what is missed without it, as a clause
 */
public record OptionalScope(String scope, String missed) {

    private static final String HISTORY = "a message that was posted as the process ended may be posted a second time";
    private static final String FILES = "charts that Slack does not draw itself are a line of characters";

    private static final List<OptionalScope> ALL = List.of(new OptionalScope("channels:history", HISTORY),
            new OptionalScope("groups:history", HISTORY + ", in private channels"),
            new OptionalScope("files:write", FILES + ", and long answers to commands are cut"),
            new OptionalScope("files:read", FILES),
            new OptionalScope("app_mentions:read", "nobody can give commands by mentioning the app"),
            new OptionalScope("commands", "nobody can give commands by the slash command"),
            new OptionalScope("usergroups:read", "user groups that may give or approve commands have nobody in them"),
            new OptionalScope("users:read", "those who give commands are known by their ids, and it is not looked whether "
                    + "they were deactivated"));

    /** Empty if it is needed. */
    public static Optional<OptionalScope> of(String scope) {
        return ALL.stream().filter(one -> one.scope.equals(scope)).findFirst();
    }
}
