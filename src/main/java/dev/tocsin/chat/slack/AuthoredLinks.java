package dev.tocsin.chat.slack;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.LinkLabel;

/**
 * Keeps the links in a message that its publisher composed from pretending to lead elsewhere, wherever Slack's format has a
 * label for one: buttons, rich text, dates, the titles and authors of attachments.
 */
final class AuthoredLinks {

    private static final int LONGEST_BUTTON = 75;
    private static final int TOUCHING = 300;
    /** Members of attachments that are links, and those that they make clickable. */
    private static final Map<String, String> LABELS = Map.of("title_link", "title", "title_url", "title", "from_url", "title",
            "original_url", "title", "author_link", "author_name", "service_url", "service_name", "video_url", "title");

    private AuthoredLinks() {
    }

    /** Corrects an object whose members are safe already, and the links among its elements. */
    static void undeceive(ObjectNode object) {
        String url = object.path("url").asText();
        if (!url.isEmpty() && object.path("type").asText().equals("date")) {
            date(object, url);
        } else if (!url.isEmpty() && object.path("text").isObject()) {
            button((ObjectNode) object.path("text"), url);
        } else if (!url.isEmpty() && !object.path("type").asText().equals("link")) {
            label(object, "text", url);
        }
        LABELS.forEach((link, label) -> {
            if (object.has(link)) {
                attached(object, link, label);
            }
        });
        if (object.path("elements").isArray()) {
            inline(object.path("elements"));
        }
    }

    /** What a date shows is its format, with words of the publisher's around its parts. */
    private static void date(ObjectNode date, String url) {
        String shown = date.path("format").asText() + " " + date.path("fallback").asText();
        if (!LinkLabel.isHonest(shown, url)) {
            date.remove("url");
        }
    }

    private static void button(ObjectNode text, String url) {
        String shown = LinkLabel.shown(text.path("text").asText(), url);
        String host = LinkLabel.host(url).orElse("Link");
        text.put("text", shown.isBlank() || shown.length() > LONGEST_BUTTON ? Characters.shorten(host, LONGEST_BUTTON) : shown);
    }

    private static void label(ObjectNode object, String member, String url) {
        String label = object.path(member).asText();
        if (!label.isBlank()) {
            String shown = LinkLabel.shown(label, url);
            object.put(member, shown.isEmpty() ? url : shown);
        }
    }

    /** A title stays, as it may be all there is to read; where it is another address it leads nowhere. */
    private static void attached(ObjectNode object, String link, String label) {
        String shown = LinkLabel.shown(object.path(label).asText(), object.path(link).asText());
        if (shown.isEmpty()) {
            object.remove(link);
        } else {
            object.put(label, shown);
        }
    }

    /** The links of a line of rich text, each with the words that stand around it. */
    private static void inline(JsonNode elements) {
        for (int i = 0; i < elements.size(); i++) {
            JsonNode element = elements.get(i);
            String url = element.path("url").asText();
            if (element.path("type").asText().equals("link") && !url.isEmpty() && !element.path("text").asText().isBlank()) {
                String shown = LinkLabel.shown(around(elements, i, -1), element.path("text").asText(), around(elements, i, 1),
                        url);
                ((ObjectNode) element).put("text", shown.isEmpty() ? url : shown);
            }
        }
    }

    private static String around(JsonNode elements, int at, int step) {
        String words = "";
        for (int i = at + step; i >= 0 && i < elements.size() && words.length() < TOUCHING; i += step) {
            JsonNode element = elements.get(i);
            String text = Optional.of(element.path("text").asText()).filter(t -> !t.isEmpty())
                    .orElse(element.path("type").asText().equals("link") ? element.path("url").asText() : " ");
            words = step < 0 ? text + words : words + text;
        }
        return words;
    }
}
