package dev.tocsin.command.slack;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.command.language.Command;
import dev.tocsin.command.result.CommandResult;

/** Shows in Slack what commands come to. Whatever is in an answer, Slack takes it, and nobody is mentioned by it. */
public final class CommandBlocks {

    /** The {@code action_id} of buttons; their value is the command's id. */
    public static final String RUN = "tocsin-command-run";
    public static final String CANCEL = "tocsin-command-cancel";
    public static final String MORE = "tocsin-command-more";
    public static final String JSON = "tocsin-command-json";
    /** Followed by - and the account that its button stands for. */
    public static final String ACCOUNT = "tocsin-command-account";

    private CommandBlocks() {
    }

    /** @param normalised the command that came to it */
    public static SlackShown result(UUID command, String normalised, CommandResult result, Optional<String> ranAs) {
        throw new UnsupportedOperationException(command + normalised + result + ranAs);
    }

    /** Asks whether to run what changes something. */
    public static SlackShown confirmation(UUID command, String userId, Command.Call call, String account, String region) {
        throw new UnsupportedOperationException(command + userId + call + account + region);
    }

    /** What a question became, without its buttons. @param words for instance {@code Cancelled by <@U1>}, in mrkdwn */
    public static SlackShown settled(String normalised, String words) {
        throw new UnsupportedOperationException(normalised + words);
    }

    /** Asks for what is missing. */
    public static SlackShown missing(Command.Incomplete incomplete) {
        throw new UnsupportedOperationException(incomplete.toString());
    }

    /** Asks which account is meant. */
    public static SlackShown accounts(UUID command, List<String> accounts) {
        throw new UnsupportedOperationException(command + accounts.toString());
    }

    /** Help, lists of aliases and refusals; links and code as markdown has them. */
    public static SlackShown words(String markdown) {
        throw new UnsupportedOperationException(markdown);
    }
}
