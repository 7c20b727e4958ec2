package dev.tocsin.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tocsin.command.language.Command;
import dev.tocsin.command.result.CommandResult;
import dev.tocsin.command.slack.CommandBlocks;
import dev.tocsin.command.slack.SlackShown;

/** Messages that say whatever an answer has, without any layout. */
final class RawMessages extends CommandMessages {

    @Override
    SlackShown result(UUID command, String normalized, CommandResult result, Optional<String> ranAs) {
        return shown(normalized + ": " + result.shown(), command, List.of());
    }

    @Override
    Optional<SlackShown> confirmation(UUID command, String userId, Command.Call call, String account, String region,
            Instant expiresAt) {
        return Optional.of(shown("Run " + call.normalised(), command, List.of(CommandBlocks.RUN, CommandBlocks.CANCEL)));
    }

    @Override
    SlackShown settled(String normalized, String words) {
        return shown(words, null, List.of());
    }

    @Override
    SlackShown missing(Command.Incomplete incomplete) {
        return words("It lacks " + incomplete.missing());
    }

    @Override
    SlackShown accounts(UUID command, List<String> accounts) {
        return words("Which of " + accounts);
    }

    @Override
    SlackShown words(String markdown) {
        return shown(markdown, null, List.of());
    }

    private static SlackShown shown(String words, UUID command, List<String> buttons) {
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        blocks.addObject().put("type", "section").putObject("text").put("type", "plain_text").put("text", words);
        if (!buttons.isEmpty()) {
            ArrayNode elements = blocks.addObject().put("type", "actions").putArray("elements");
            buttons.forEach(id -> elements.addObject().put("type", "button").put("action_id", id)
                    .put("value", String.valueOf(command)).putObject("text").put("type", "plain_text").put("text", id));
        }
        return new SlackShown(words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), blocks, Optional.empty());
    }
}
