package dev.tocsin.command.slack;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.Pieces;
import dev.tocsin.chat.slack.Mrkdwn;

/**
 * A message that grows block by block within Slack's limits: 50 blocks, 3,000 characters in a section, ten fields of 2,000 in
 * one, 25 buttons in a row, and about 13,200 characters in all.
 */
final class CommandMessage {

    static final int SECTION = 2_900;
    static final int FIELD = 1_900;

    private static final int TOTAL = 11_500;
    private static final int PUSH = 300;
    private static final int MOST_FIELDS = 10;
    private static final int MOST_BUTTONS = 25;
    private static final int BUTTON = 70;
    private static final int LEAST = 200;
    /** How {@link Pieces} end that were cut. */
    private static final String MORE = " more)";
    private static final String CUT = "\u2026 (cut)";

    private final ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
    private int room = TOTAL;
    private Optional<String> snippet = Optional.empty();

    /**
     * @param actionId of one message each once
     * @param style empty for none
     */
    record Button(String label, String actionId, String value, String style) {
    }

    /** Whether a part of split {@link Pieces} lacks what follows. */
    static boolean isCut(String part) {
        return part.endsWith(MORE);
    }

    /** How many characters may follow. */
    int room() {
        return Math.max(0, room - LEAST);
    }

    /** @param text within the limits of mrkdwn */
    void section(String text) {
        if (!text.isBlank()) {
            block("section").set("text", mrkdwn(take(text, SECTION)));
        }
    }

    /**
     * @param whole what is uploaded beside it if there is not enough room for it
     * @param most sections
     */
    void sections(Pieces pieces, int most, String whole) {
        int budget = Math.min(SECTION, room());
        if (budget < LEAST) {
            snippet = Optional.of(whole);
            return;
        }
        String before = "\n";
        for (String part : pieces.split(budget, Math.max(1, Math.min(most, room() / SECTION)))) {
            section(Mrkdwn.continued(before, part));
            before = part;
        }
        if (isCut(before)) {
            snippet = Optional.of(whole);
        }
    }

    /** @param fields within the limits of mrkdwn */
    void fieldsSection(List<String> fields) {
        for (int i = 0; i < fields.size(); i += MOST_FIELDS) {
            ArrayNode array = block("section").putArray("fields");
            fields.subList(i, Math.min(fields.size(), i + MOST_FIELDS)).forEach(field -> array.add(mrkdwn(take(field, FIELD))));
        }
    }

    /** @param rows of the same width each, the first of which is the head */
    void table(List<List<String>> rows, List<Boolean> isNumber) {
        ObjectNode table = block("table");
        ArrayNode settings = table.putArray("column_settings");
        isNumber.forEach(number -> settings.addObject().put("align", number ? "right" : "left").put("is_wrapped", !number));
        ArrayNode array = table.putArray("rows");
        rows.forEach(row -> {
            ArrayNode cells = array.addArray();
            row.forEach(cell -> cells.addObject().put("type", "raw_text").put("text", taken(cell)));
        });
    }

    void actions(List<Button> buttons) {
        for (int i = 0; i < buttons.size(); i += MOST_BUTTONS) {
            ArrayNode elements = block("actions").putArray("elements");
            buttons.subList(i, Math.min(buttons.size(), i + MOST_BUTTONS)).forEach(button -> {
                ObjectNode element = elements.addObject().put("type", "button");
                element.putObject("text").put("type", "plain_text")
                        .put("text", taken(Characters.shorten(Characters.line(button.label()), BUTTON)));
                element.put("action_id", Characters.shorten(button.actionId(), 250)).put("value", button.value());
                if (!button.style().isEmpty()) {
                    element.put("style", button.style());
                }
            });
        }
    }

    /** @param lines within the limits of mrkdwn */
    void context(List<String> lines) {
        if (!lines.isEmpty()) {
            ArrayNode elements = block("context").putArray("elements");
            lines.stream().limit(MOST_FIELDS).forEach(line -> elements.add(mrkdwn(take(line, SECTION))));
        }
    }

    /** @param push what a phone says */
    SlackShown shown(String push) {
        String text = Mrkdwn.bare(Characters.shorten(Characters.line(push), PUSH)).cut(4 * PUSH);
        return new SlackShown(text.isBlank() ? "AWS" : text, blocks, snippet);
    }

    private ObjectNode block(String type) {
        return blocks.addObject().put("type", type);
    }

    /** What is too long here was not made for Slack; a link or a mention that is cut is none any more. */
    private String take(String text, int most) {
        String taken = text.length() <= most ? text : withoutTorn(text.substring(0, most - CUT.length())) + CUT;
        return taken(taken.isBlank() ? "-" : taken);
    }

    private static String withoutTorn(String text) {
        int open = text.lastIndexOf('<');
        int end = open > text.lastIndexOf('>') ? open : text.length();
        int entity = text.lastIndexOf('&', end - 1);
        end = entity >= 0 && text.indexOf(';', entity) < 0 ? entity : end;
        return Characters.clean(text.substring(0, end));
    }

    private String taken(String text) {
        room -= text.length();
        return text;
    }

    /** Verbatim, so that Slack searches the text for no mentions or links of its own. */
    private static ObjectNode mrkdwn(String text) {
        return JsonNodeFactory.instance.objectNode().put("type", "mrkdwn").put("text", text).put("verbatim", true);
    }
}
