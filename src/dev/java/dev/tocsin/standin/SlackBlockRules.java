package dev.tocsin.standin;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.standin.SlackRules.Refused;

/** What Slack refuses about one block (docs.slack.dev/reference/block-kit/blocks). */
final class SlackBlockRules {

    static final String TABLE = "table";
    private static final int MOST_TABLE_LETTERS = 10_000;

    private final String pointer;
    private final String error;
    private final boolean hasCharts;
    private final Predicate<String> hasFile;
    private final Set<String> actionIds = new HashSet<>();
    private int letters;

    /** @param hasCharts whether charts are taken in this place */
    SlackBlockRules(String pointer, String error, boolean hasCharts, Predicate<String> hasFile) {
        this.pointer = pointer;
        this.error = error;
        this.hasCharts = hasCharts;
        this.hasFile = hasFile;
    }

    /** @return how many characters of text it holds */
    int check(JsonNode block) {
        if (!block.isObject()) {
            throw refused("must be an object", "");
        }
        limit(block.path("block_id"), 255, "/block_id");
        switch (block.path("type").asText()) {
            case "section" -> section(block);
            case "header" -> text(block.path("text"), "/text", 150, true);
            case "context" -> context(block);
            case "actions" -> actions(block);
            case "image" -> image(block, "");
            case "divider" -> {
            }
            case "rich_text" -> richText(block.path("elements"), "/elements");
            case "markdown" -> required(block.path("text"), 12_000, "/text");
            case SlackChartRules.TYPE -> chart(block);
            case TABLE -> table(block);
            case "video", "file", "input", "context_actions" -> throw refused("is not for messages of this stand-in", "/type");
            default -> throw refused("unsupported type: " + block.path("type").asText(), "/type");
        }
        return letters;
    }

    private void chart(JsonNode block) {
        if (!hasCharts) {
            throw refused("unsupported type: " + SlackChartRules.TYPE, "/type");
        }
        new SlackChartRules(pointer, error).check(block);
    }

    /** All cells of a table together have 10,000 characters at most. */
    private void table(JsonNode block) {
        JsonNode rows = block.path("rows");
        items(rows, 1, 100, "/rows");
        if (block.has("column_settings")) {
            items(block.path("column_settings"), 1, 20, "/column_settings");
        }
        int before = letters;
        for (int i = 0; i < rows.size(); i++) {
            items(rows.get(i), 1, 20, "/rows/" + i);
            for (int j = 0; j < rows.get(i).size(); j++) {
                JsonNode cell = rows.get(i).get(j);
                String at = "/rows/" + i + "/" + j;
                switch (cell.path("type").asText()) {
                    case "raw_text" -> required(cell.path("text"), Integer.MAX_VALUE, at + "/text");
                    case "rich_text" -> richText(cell.path("elements"), at + "/elements");
                    default -> throw refused("unsupported type: " + cell.path("type").asText(), at + "/type");
                }
            }
        }
        if (letters - before > MOST_TABLE_LETTERS) {
            throw refused("must be less than " + (MOST_TABLE_LETTERS + 1) + " characters in all cells", "/rows");
        }
    }

    private void section(JsonNode block) {
        boolean hasText = !block.path("text").isMissingNode();
        if (!hasText && block.path("fields").isMissingNode()) {
            throw refused("must have text or fields", "");
        }
        if (hasText) {
            text(block.path("text"), "/text", 3000, false);
        }
        if (!block.path("fields").isMissingNode()) {
            items(block.path("fields"), 1, 10, "/fields");
            for (int i = 0; i < block.path("fields").size(); i++) {
                text(block.path("fields").get(i), "/fields/" + i, 2000, false);
            }
        }
        JsonNode accessory = block.path("accessory");
        if (!accessory.isMissingNode()) {
            element(accessory, "/accessory");
        }
    }

    private void context(JsonNode block) {
        JsonNode elements = block.path("elements");
        items(elements, 1, 10, "/elements");
        for (int i = 0; i < elements.size(); i++) {
            String at = "/elements/" + i;
            if (elements.get(i).path("type").asText().equals("image")) {
                image(elements.get(i), at);
            } else {
                text(elements.get(i), at, 3000, false);
            }
        }
    }

    private void actions(JsonNode block) {
        items(block.path("elements"), 1, 25, "/elements");
        for (int i = 0; i < block.path("elements").size(); i++) {
            element(block.path("elements").get(i), "/elements/" + i);
        }
    }

    private void element(JsonNode element, String at) {
        switch (element.path("type").asText()) {
            case "button" -> {
                text(element.path("text"), at + "/text", 75, true);
                limit(element.path("url"), 3000, at + "/url");
                limit(element.path("value"), 2000, at + "/value");
                limit(element.path("accessibility_label"), 75, at + "/accessibility_label");
                actionId(element.path("action_id"), at + "/action_id");
                String style = element.path("style").asText("primary");
                if (!style.equals("primary") && !style.equals("danger")) {
                    throw refused("must be primary or danger", at + "/style");
                }
                if (element.has("confirm")) {
                    confirm(element.path("confirm"), at + "/confirm");
                }
            }
            case "image" -> image(element, at);
            case "overflow", "static_select", "users_select", "datepicker", "timepicker", "checkboxes", "radio_buttons" -> {
            }
            default -> throw refused("unsupported type: " + element.path("type").asText(), at + "/type");
        }
    }

    private void actionId(JsonNode id, String at) {
        limit(id, 255, at);
        if (id.isTextual() && !actionIds.add(id.textValue())) {
            throw refused("action_id already exists", at);
        }
    }

    /** What is asked before something is done. */
    private void confirm(JsonNode confirm, String at) {
        text(confirm.path("title"), at + "/title", 100, true);
        text(confirm.path("text"), at + "/text", 300, false);
        text(confirm.path("confirm"), at + "/confirm", 30, true);
        text(confirm.path("deny"), at + "/deny", 30, true);
    }

    private void image(JsonNode image, String at) {
        if (image.has("slack_file")) {
            JsonNode id = image.path("slack_file").path("id");
            if (image.has("image_url") || !id.asText().matches(SlackFiles.ID) || !hasFile.test(id.asText())) {
                throw refused("invalid slack file", at + "/slack_file");
            }
        } else {
            required(image.path("image_url"), 3000, at + "/image_url");
            if (!image.path("image_url").asText().matches("https?://.+")) {
                throw refused("must be a URL", at + "/image_url");
            }
        }
        required(image.path("alt_text"), 2000, at + "/alt_text");
    }

    private void richText(JsonNode elements, String at) {
        items(elements, 0, Integer.MAX_VALUE, at);
        for (int i = 0; i < elements.size(); i++) {
            JsonNode element = elements.get(i);
            String here = at + "/" + i;
            switch (element.path("type").asText()) {
                case "rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote" ->
                    richText(element.path("elements"), here + "/elements");
                case "text" -> required(element.path("text"), Integer.MAX_VALUE, here + "/text");
                case "link" -> required(element.path("url"), Integer.MAX_VALUE, here + "/url");
                case "emoji" -> required(element.path("name"), Integer.MAX_VALUE, here + "/name");
                case "date", "user", "usergroup", "channel", "team", "broadcast", "color" -> {
                }
                default -> throw refused("unsupported type: " + element.path("type").asText(), here + "/type");
            }
        }
    }

    private void text(JsonNode text, String at, int most, boolean plainOnly) {
        String type = text.path("type").asText();
        if (!type.equals("plain_text") && (plainOnly || !type.equals("mrkdwn"))) {
            throw refused(plainOnly ? "must be plain_text" : "must be plain_text or mrkdwn", at + "/type");
        }
        required(text.path("text"), most, at + "/text");
    }

    private void required(JsonNode value, int most, String at) {
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw refused("must be more than 0 characters", at);
        }
        limit(value, most, at);
        letters += at.endsWith("/text") ? value.textValue().length() : 0;
    }

    private void limit(JsonNode value, int most, String at) {
        if (value.asText("").length() > most) {
            throw refused("must be less than " + (most + 1) + " characters", at);
        }
    }

    private void items(JsonNode list, int least, int most, String at) {
        if (!list.isArray() || list.size() < least) {
            throw refused("no fewer than " + least + " items allowed", at);
        }
        if (list.size() > most) {
            throw refused("no more than " + most + " items allowed", at);
        }
    }

    private Refused refused(String why, String at) {
        return new Refused(error, why + " [json-pointer:" + pointer + at + "]");
    }
}
