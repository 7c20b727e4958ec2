package dev.tocsin.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.command.language.Command;
import dev.tocsin.command.result.CommandResult;
import dev.tocsin.command.result.ShownResult;
import dev.tocsin.command.slack.CommandBlocks;
import dev.tocsin.command.slack.SlackShown;

/** Messages with the buttons that they have, and plain words. */
final class FakeMessages extends CommandMessages {

    /** More is not asked about. */
    static final int LONGEST = 1_000;
    /** An answer that says so has a table. */
    static final String TABLE = "as-a-table";

    @Override
    SlackShown result(UUID command, String normalized, CommandResult result, Optional<String> ranAs) {
        String words = normalized + " as " + ranAs.orElse("?") + ": " + ((ShownResult.Words) result.shown()).text();
        List<String> buttons = result.next().isPresent() ? List.of(CommandBlocks.MORE, CommandBlocks.JSON)
                : result.json().isPresent() ? List.of(CommandBlocks.JSON) : List.of();
        SlackShown shown = shown(words, command, buttons);
        if (words.contains(TABLE)) {
            shown.blocks().addObject().put("type", "table").putArray("rows").addArray().addObject().put("type", "raw_text")
                    .put("text", "a cell");
        }
        return shown;
    }

    @Override
    Optional<SlackShown> confirmation(UUID command, String userId, Command.Call call, String account, String region,
            Instant expiresAt) {
        return call.normalised().length() > LONGEST ? Optional.empty()
                : Optional.of(shown("Run " + call.normalised() + " in " + account + " " + region + "?", command,
                        List.of(CommandBlocks.RUN, CommandBlocks.CANCEL)));
    }

    @Override
    SlackShown settled(String normalized, String words) {
        return shown(normalized + ": " + words, null, List.of());
    }

    @Override
    SlackShown missing(Command.Incomplete incomplete) {
        return words("It lacks " + incomplete.missing().get(0).option());
    }

    @Override
    SlackShown accounts(UUID command, List<String> accounts) {
        return shown("Which account?", command,
                accounts.stream().map(account -> CommandBlocks.ACCOUNT + "-" + account).toList());
    }

    @Override
    SlackShown words(String markdown) {
        return shown(markdown, null, List.of());
    }

    private static SlackShown shown(String words, UUID command, List<String> buttons) {
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        blocks.addObject().put("type", "section").putObject("text").put("type", "mrkdwn").put("text", words);
        if (!buttons.isEmpty()) {
            ArrayNode elements = blocks.addObject().put("type", "actions").putArray("elements");
            for (String id : buttons) {
                ObjectNode button = elements.addObject().put("type", "button").put("action_id", id).put("value",
                        String.valueOf(command));
                button.putObject("text").put("type", "plain_text").put("text", id);
            }
        }
        return new SlackShown(words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), blocks, Optional.empty());
    }
}
