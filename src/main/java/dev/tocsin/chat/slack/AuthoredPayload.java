package dev.tocsin.chat.slack;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.SafeUrl;

/**
 * A Slack message that its publisher composed, made safe. Only {@code text}, {@code blocks} and {@code attachments} are
 * taken: not the channel, the name and icon, or anything that makes Slack search the text for mentions. What calls groups
 * of people is turned into text, what would need somebody to answer a click is left out, and Slack's limits are kept.
 */
final class AuthoredPayload {

    static final int MAX_BLOCKS = 50;

    private static final int MAX_ATTACHMENTS = 100;
    private static final int MAX_ELEMENTS = 100;
    private static final int MAX_DEPTH = 12;
    private static final int MAX_NODES = 5_000;
    private static final int LONGEST_TEXT = 3_000;
    private static final int LONGEST_MESSAGE_TEXT = 11_000;

    /** The block types that show something without an endpoint of ours. */
    private static final Set<String> BLOCKS = Set.of("section", "divider", "header", "context", "image", "actions",
            "rich_text", "markdown", "table");
    /** What the names of links and pictures end with. */
    private static final Pattern URL_NAME = Pattern.compile("(?:.*_)?(?:url|link|href)|(?:author|footer|service)_icon");
    private static final Set<String> DROPPED = Set.of("action_id", "confirm", "callback_id", "workflow",
            "dispatch_action", "block_id", "slack_file", "parse", "link_names");
    private static final Map<String, Integer> ARRAYS = Map.of("blocks", MAX_BLOCKS, "attachments", MAX_ATTACHMENTS, "fields",
            10, "actions", 5, "rows", 100);
    private static final Map<String, Integer> ELEMENTS = Map.of("context", 10, "actions", 25);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    private int nodes;

    private AuthoredPayload() {
    }

    /**
     * The message, or empty if nothing in it can be shown.
     *
     * @param push what a phone shows if the publisher wrote blocks without a text
     */
    static Optional<ObjectNode> sanitise(ObjectNode authored, Supplier<String> push) {
        AuthoredPayload payload = new AuthoredPayload();
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        String text = authored.path("text").isTextual() ? AuthoredMrkdwn.pieces(authored.get("text").textValue())
                .cut(LONGEST_MESSAGE_TEXT) : "";
        if (!text.isBlank()) {
            message.put("text", text);
        }
        for (String member : new String[] { "blocks", "attachments" }) {
            payload.array(member, authored.path(member), 1, ARRAYS.get(member), LONGEST_TEXT)
                    .ifPresent(array -> message.set(member, array));
        }
        if (message.isEmpty()) {
            return Optional.empty();
        }
        if (text.isBlank() && message.has("blocks")) {
            message.put("text", push.get());
        }
        return Optional.of(message);
    }

    private Optional<ArrayNode> array(String name, JsonNode authored, int depth, int limit, int longest) {
        if (!authored.isArray() || depth > MAX_DEPTH) {
            return Optional.empty();
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : authored) {
            if (array.size() < limit && isWelcome(name, item)) {
                node(name, item, depth + 1, longest).ifPresent(array::add);
            }
        }
        return array.isEmpty() ? Optional.empty() : Optional.of(array);
    }

    private Optional<JsonNode> node(String name, JsonNode authored, int depth, int longest) {
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            return Optional.empty();
        }
        if (authored.isTextual()) {
            return string(name, authored.textValue(), longest);
        }
        if (authored.isObject()) {
            if (!isPlainlyTyped(authored)) {
                return Optional.empty();
            }
            return mention(authored).or(() -> object(authored, depth, longest));
        }
        if (authored.isArray()) {
            return array(name, authored, depth, ARRAYS.getOrDefault(name, MAX_ELEMENTS), longest).map(JsonNode.class::cast);
        }
        return authored.isNumber() || authored.isBoolean() ? Optional.of(authored) : Optional.empty();
    }

    private Optional<JsonNode> object(JsonNode authored, int depth, int longest) {
        String type = authored.path("type").asText();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        authored.properties().forEach(member -> {
            String name = member.getKey();
            if (isUsable(name, member.getValue()) && !(isInteractive(type) && name.equals("value"))) {
                member(type, name, member.getValue(), depth + 1, Math.min(longest, longest(type, name)))
                        .ifPresent(value -> object.set(name, value));
            }
        });
        AuthoredLinks.undeceive(object);
        return isComplete(type, object) ? Optional.of(object) : Optional.empty();
    }

    private Optional<JsonNode> member(String type, String name, JsonNode value, int depth, int longest) {
        if (name.equals("elements")) {
            return array(name, value, depth, ELEMENTS.getOrDefault(type, MAX_ELEMENTS), longest).map(JsonNode.class::cast);
        }
        if (type.equals("text") && name.equals("text") && value.isTextual()) {
            return Optional.of(JsonNodeFactory.instance.textNode(richText(value.textValue())));
        }
        if (type.equals("markdown") && name.equals("text") && value.isTextual()) {
            return Optional.of(JsonNodeFactory.instance.textNode(AuthoredMrkdwn.markdown(value.textValue()).cut(longest)));
        }
        return node(name, value, depth, longest);
    }

    private static int longest(String type, String name) {
        return switch (type) {
            case "header" -> 150;
            case "button" -> name.equals("text") ? 75 : LONGEST_TEXT;
            default -> name.equals("fields") || name.equals("alt_text") ? 2_000 : LONGEST_TEXT;
        };
    }

    private static Optional<JsonNode> string(String name, String value, int longest) {
        Optional<String> safe = URL_NAME.matcher(name).matches() ? SafeUrl.of(value) : Optional.of(safeText(value, longest));
        return safe.map(JsonNodeFactory.instance::textNode);
    }

    /** A text too short to hold the mark of a cut ends with dots instead. */
    private static String safeText(String value, int longest) {
        if (longest > 150) {
            return AuthoredMrkdwn.pieces(value).cut(longest);
        }
        String text = AuthoredMrkdwn.text(Characters.shorten(value, longest));
        return text.length() <= longest ? text : AuthoredMrkdwn.text(Characters.shorten(value, longest / 5));
    }

    /** Rich text is not searched for markup, so it is not escaped either. */
    private static String richText(String value) {
        String text = Mrkdwn.withoutGroupMentions(Characters.clean(Characters.head(value)));
        return Characters.shorten(text.replace("<!", "<" + Characters.ZERO_WIDTH_SPACE + "!"), LONGEST_TEXT);
    }

    /** Rich text calls a channel or a user group by an element of its own. */
    private static Optional<JsonNode> mention(JsonNode authored) {
        return switch (authored.path("type").asText()) {
            case "broadcast" -> Optional.of(words("@" + Characters.ZERO_WIDTH_SPACE
                    + Characters.line(authored.path("range").asText()).replaceAll("[^a-z]", "")));
            case "usergroup" -> Optional.of(words("@" + Characters.ZERO_WIDTH_SPACE + "user group"));
            default -> Optional.empty();
        };
    }

    private static ObjectNode words(String text) {
        return JsonNodeFactory.instance.objectNode().put("type", "text").put("text", text);
    }

    /** What is judged must be what is sent: a type with a blank or a hidden character in it would be cleaned on the way. */
    private static boolean isPlainlyTyped(JsonNode authored) {
        JsonNode type = authored.path("type");
        return type.isMissingNode() || type.isTextual() && NAME.matcher(type.textValue()).matches();
    }

    private static boolean isWelcome(String array, JsonNode item) {
        String type = item.path("type").asText();
        return switch (array) {
            case "blocks" -> BLOCKS.contains(type);
            case "attachments" -> item.isObject();
            case "actions" -> isLinkButton(item);
            case "elements" -> !isInteractive(type) || isLinkButton(item);
            default -> true;
        };
    }

    private static boolean isUsable(String name, JsonNode value) {
        if (DROPPED.contains(name) || !NAME.matcher(name).matches()) {
            return false;
        }
        return !name.equals("accessory") || value.path("type").asText().equals("image") || isLinkButton(value);
    }

    private static boolean isLinkButton(JsonNode item) {
        return item.path("type").asText().equals("button") && SafeUrl.of(item.path("url").asText()).isPresent();
    }

    private static boolean isInteractive(String type) {
        return type.equals("button") || type.equals("overflow") || type.equals("checkboxes") || type.equals("radio_buttons")
                || type.endsWith("_select") || type.endsWith("picker") || type.endsWith("_input") || type.endsWith("_buttons")
                || type.equals("icon_button") || type.equals("workflow_button");
    }

    /** A block that lost what it is about would make Slack refuse the whole message. */
    private static boolean isComplete(String type, ObjectNode object) {
        return switch (type) {
            case "section" -> object.has("text") || object.has("fields");
            case "header", "mrkdwn", "plain_text", "markdown", "button" -> object.has("text");
            case "context", "actions", "rich_text" -> object.has("elements");
            case "image" -> object.has("image_url");
            case "link" -> object.has("url");
            default -> !object.isEmpty();
        };
    }
}
