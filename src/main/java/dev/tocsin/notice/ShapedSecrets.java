package dev.tocsin.notice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * The secrets that a text shows by their shape, whatever they are called: a password or a signature in a URL, private keys,
 * tokens that begin as their issuer's do, webhook addresses. The time is linear in the length of the text, whatever is in it.
 */
final class ShapedSecrets {

    /** Where each shape can begin; all other characters cost one look. */
    private static final boolean[] BEGINNINGS = new boolean[128];

    static {
        (":?#/-=@Bb" + TokenShapes.initials()).chars().forEach(c -> BEGINNINGS[c] = true);
    }

    private final String text;
    private final List<int[]> found = new ArrayList<>();
    private final UrlShapes urls;
    private final PrivateKeys keys;
    private final TokenShapes tokens;

    private ShapedSecrets(String text) {
        this.text = text;
        this.urls = new UrlShapes(text, found);
        this.keys = new PrivateKeys(text, found);
        this.tokens = new TokenShapes(text, found);
    }

    /** The text with a mask in place of each secret; the same text if there is none. */
    static String hide(String text, String mask) {
        return masked(text, find(text), mask);
    }

    /** The secrets themselves. */
    static List<String> in(String text) {
        return find(text).stream().map(secret -> text.substring(secret[0], secret[1])).toList();
    }

    /** The tree with a mask in place of each secret in its strings; the same tree if there is none. */
    static JsonNode hide(JsonNode json, String mask) {
        if (json.isTextual()) {
            String text = json.textValue();
            String clean = hide(text, mask);
            return clean.equals(text) ? json : TextNode.valueOf(clean);
        }
        return json.isObject() ? members((ObjectNode) json, mask) : json.isArray() ? items((ArrayNode) json, mask) : json;
    }

    @SuppressWarnings("ReferenceEquality") // what is clean comes back as the same node
    private static JsonNode members(ObjectNode object, String mask) {
        ObjectNode copy = null;
        for (var member : object.properties()) {
            String name = Secrets.hideInName(member.getKey(), copy == null ? object : copy);
            JsonNode clean = hide(member.getValue(), mask);
            if (copy == null && (clean != member.getValue() || !name.equals(member.getKey()))) {
                copy = before(member.getKey(), object);
            }
            if (copy != null) {
                copy.set(name, clean);
            }
        }
        return copy == null ? object : copy;
    }

    private static ObjectNode before(String name, ObjectNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().stream().takeWhile(member -> !member.getKey().equals(name))
                .forEach(member -> copy.set(member.getKey(), member.getValue()));
        return copy;
    }

    @SuppressWarnings("ReferenceEquality") // what is clean comes back as the same node
    private static JsonNode items(ArrayNode array, String mask) {
        ArrayNode copy = null;
        for (int i = 0; i < array.size(); i++) {
            JsonNode clean = hide(array.get(i), mask);
            if (clean != array.get(i)) {
                copy = copy == null ? JsonNodeFactory.instance.arrayNode(array.size()).addAll(array) : copy;
                copy.set(i, clean);
            }
        }
        return copy == null ? array : copy;
    }

    /**
     * A text with a mask in each of these places.
     *
     * @param found begin and end of each, in the order of the text
     */
    static String masked(String text, List<int[]> found, String mask) {
        if (found.isEmpty()) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        int kept = 0;
        for (int[] secret : found) {
            clean.append(text, kept, secret[0]).append(mask);
            kept = secret[1];
        }
        return clean.append(text, kept, text.length()).toString();
    }

    private static List<int[]> find(String text) {
        List<int[]> found = new ShapedSecrets(text).scan();
        if (text.indexOf('%') < 0 && text.indexOf("\\u") < 0 && !Unveiled.isDisguised(text)) {
            return inOrder(found);
        }
        // A link may stand encoded in another link, or in JSON that a string holds.
        Unveiled unveiled = Unveiled.of(text);
        if (!unveiled.text().equals(text)) {
            new ShapedSecrets(unveiled.text()).scan()
                    .forEach(secret -> found.add(new int[] { unveiled.start(secret[0]), unveiled.end(secret[1] - 1) }));
        }
        return inOrder(found);
    }

    private List<int[]> scan() {
        for (int i = 0; i < text.length();) {
            char c = text.charAt(i);
            i = c < 128 && BEGINNINGS[c] ? Math.max(i + 1, after(i, c)) : i + 1;
        }
        return found;
    }

    /** Looks at a character with which a secret may begin; gives the place to go on at. */
    private int after(int at, char c) {
        return switch (c) {
            case ':' -> Math.max(urls.user(at), tokens.telegram(at));
            case '?', '#' -> urls.query(at);
            case '/' -> urls.webhook(at);
            case '@' -> urls.dataSource(at);
            case '-' -> keys.at(at);
            case '=' -> tokens.assigned(at);
            default -> tokens.at(at);
        };
    }

    /** One after the other; those that overlap become one. */
    static List<int[]> inOrder(List<int[]> found) {
        if (found.size() < 2) {
            return found;
        }
        found.sort(Comparator.comparingInt(secret -> secret[0]));
        List<int[]> ordered = new ArrayList<>();
        int[] last = null;
        for (int[] secret : found) {
            if (last != null && secret[0] <= last[1]) {
                last[1] = Math.max(last[1], secret[1]);
            } else {
                last = secret;
                ordered.add(last);
            }
        }
        return ordered;
    }
}
