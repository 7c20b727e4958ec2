package dev.tocsin.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.command.language.Command;
import dev.tocsin.command.result.CommandResult;
import dev.tocsin.command.slack.CommandBlocks;
import dev.tocsin.command.slack.SlackShown;

/** How what is said looks in Slack. */
@ApplicationScoped
class CommandMessages {

    SlackShown result(UUID command, String normalized, CommandResult result, Optional<String> ranAs) {
        return CommandBlocks.result(command, normalized, result, ranAs);
    }

    /** Empty if the command is too long to be shown whole. */
    Optional<SlackShown> confirmation(UUID command, String userId, Command.Call call, String account, String region,
            Instant expiresAt) {
        return CommandBlocks.confirmation(command, userId, call, account, region, expiresAt);
    }

    SlackShown tooLong(Command.Call call) {
        return CommandBlocks.tooLong(call);
    }

    SlackShown settled(String normalized, String words) {
        return CommandBlocks.settled(normalized, words);
    }

    SlackShown missing(Command.Incomplete incomplete) {
        return CommandBlocks.missing(incomplete);
    }

    SlackShown accounts(UUID command, List<String> accounts) {
        return CommandBlocks.accounts(command, accounts);
    }

    SlackShown words(String markdown) {
        return CommandBlocks.words(markdown);
    }
}
