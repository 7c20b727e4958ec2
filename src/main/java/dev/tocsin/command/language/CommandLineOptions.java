package dev.tocsin.command.language;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.aws.model.OperationModel.Paging;

/** Options of AWS's command line that are about the command line and not about a call. */
final class CommandLineOptions {

    private static final String IDENTITY = "as whom a command runs is set for the channel";
    private static final String TARGET = "commands go to AWS's own endpoints";
    private static final String INPUT = "parameters are given by their own options";

    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("endpoint-url", TARGET), Map.entry("ca-bundle", TARGET), Map.entry("no-verify-ssl", TARGET),
            Map.entry("profile", IDENTITY), Map.entry("no-sign-request", IDENTITY), Map.entry("role-arn", IDENTITY),
            Map.entry("cli-input-json", INPUT), Map.entry("cli-input-yaml", INPUT), Map.entry("generate-cli-skeleton", INPUT),
            Map.entry("debug", "nothing is logged into the chat"),
            Map.entry("cli-read-timeout", "each command has the same time"),
            Map.entry("cli-connect-timeout", "each command has the same time"),
            Map.entry("version", "there is no command line behind it"));
    /** They say how a terminal is written to. */
    private static final Set<String> WITHOUT_MEANING = Set.of("no-cli-pager", "cli-auto-prompt", "no-cli-auto-prompt",
            "no-paginate", "no-color");
    private static final Set<String> WITHOUT_MEANING_WITH_VALUE = Set.of("color", "cli-binary-format", "cli-error-format");
    private static final Set<String> OUTPUTS = Set.of("json", "table", "text", "yaml", "yaml-stream");

    private CommandLineOptions() {
    }

    /** Refuses what has no place in a chat, in words. */
    static void refuse(String name) {
        String why = REFUSED.get(name);
        if (why != null) {
            throw new UnclearCommand(Echo.code("--" + name) + " is not taken here: " + why + ". Leave it out.");
        }
    }

    static boolean isFlagWithoutMeaning(String name) {
        return WITHOUT_MEANING.contains(name);
    }

    static boolean isWithoutMeaning(String name) {
        return WITHOUT_MEANING_WITH_VALUE.contains(name);
    }

    static boolean isOutput(String name) {
        return name.equals("output");
    }

    /** The form of an answer follows from what it is; what is asked for is only checked. */
    static void checkOutput(String value) {
        if (!OUTPUTS.contains(value)) {
            throw new UnclearCommand(Echo.code("--output") + " is of no use here, and " + Echo.of(value)
                    + " is none of its values."
                    + " Lists are shown as tables, and " + Echo.code("Show JSON") + " below an answer shows all of it.");
        }
    }

    /** How the command line calls the pages of lists; the member of the request that does this here. */
    static Optional<String> pageMember(String name, Optional<Paging> paging) {
        return switch (name) {
            case "max-items", "page-size" -> paging.flatMap(Paging::limit);
            case "starting-token" -> paging.map(Paging::inputToken).filter(token -> token.indexOf(',') < 0);
            default -> Optional.empty();
        };
    }
}
