package dev.tocsin.chat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.JsonPlace;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Samples;

/** A sample message after some changes to it. */
record Mutant(int sample, List<Change> changes) {

    /** What marks a planted secret; nothing else has it. */
    static final String SECRET = "Zq7-s3cr3t-";

    /** Where planted links lead, and parts of what their labels say, in several spellings. */
    static final String EVIL = "evil.example";
    static final List<String> BANKS = List.of("bank.example", "bank\u3002example", "b\u0430nk.ex", "\uFF42\uFF41\uFF4E\uFF4B",
            "ba\u00ADnk",
            "192.0.2.7");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> NAMES = Samples.names();
    private static final List<JsonNode> TREES = NAMES.stream().map(Samples::body).map(Mutant::tree).toList();

    private static final List<String> NASTY = List.of("<!channel>", "<!here|x>", "<!subteam^S1|@ops>", "<@U012AB3CD>",
            "<#C1|x>",
            "@All", "@Present", "@channel", "@here", "|", ">", "<", "&", "&lt;!here&gt;", "`", "```", "*", "_x_", "~", "\\",
            "](",
            "<https://a.example|", "https://a.example/@All?<!here>|x", "/md ", "\n", "\r\n", "\t", "\u0000", "\u0007",
            "\u001B[31m", "\u202E", "\u2066", "\u200F", "\u2028", "\uFEFF", "\uD83D", "\uDE00", "<!\u0000channel>",
            "@\u202Ehere", ":warning:", "\uD83D\uDE00", "'\"", "{", "]", "%s", "$1", " ", "\u4E2D\u6587",
            "<https://evil.example/1|https://bank.example>", "<https://evil.example/2|b\u0430nk.example/x>",
            "[https://bank.example](https://evil.example/3)", "[bank.example]<!date^1^x|(https://evil.example/4)>",
            "[a][b]\n[b]: https://evil.example/5", "\n> quoted", "\n 1. one", "\n# one", "\n&gt; two", ">>> all", "\n---\n");
    /** Labels that pretend to lead to a bank. */
    private static final List<String> LABELS = List.of("https://bank.example", "bank.example/login", "(bank\u3002example)",
            "b\u0430nk.example", "\uFF42\uFF41\uFF4E\uFF4B\uFF0E\uFF45\uFF58\uFF41\uFF4D\uFF50\uFF4C\uFF45",
            "ba\u00ADnk.example", "192.0.2.7",
            "Sign in: https://bank.example", "go to bank.example now");
    /** Ready messages and custom notifications with a label at {@code %s}, whose links lead to another place. */
    private static final List<String> READY = List.of(
            "{'text': '<https://evil.example/a|%s>'}", "{'text': 'console.<https://evil.example/a|%s> x'}",
            "{'blocks': [{'type': 'markdown', 'text': 'a [%s](https://evil.example/a) ![%s](https://evil.example/b)'}]}",
            "{'blocks': [{'type': 'markdown', 'text': '[%s][r] [%s](<https://evil.example/a>)\\n\\n[r]: https://evil.example/b'}]}",
            "{'blocks': [{'type': 'rich_text', 'elements': [{'type': 'rich_text_section', 'elements': [{'type': 'date', 'timestamp': "
                    + "1, 'format': '{date_num} %s', 'url': 'https://evil.example/a', 'fallback': '%s'}]}]}]}",
            "{'blocks': [{'type': 'rich_text', 'elements': [{'type': 'rich_text_list', 'style': 'bullet', 'elements': [{'type': "
                    + "'rich_text_section', 'elements': [{'type': 'link', 'url': 'https://evil.example/a', 'text': '%s'}]}]}]}]}",
            "{'blocks': [{'type': 'actions', 'elements': [{'type': 'button', 'url': 'https://evil.example/a', 'text': {'type': "
                    + "'plain_text', 'text': '%s'}}]}]}",
            "{'text': '<!date^1392734382^{date} %s^https://evil.example/a|%s>'}",
            "{'attachments': [{'title': '%s', 'title_link': 'https://evil.example/a', 'author_name': '%s', 'author_link': "
                    + "'https://evil.example/b', 'text': 'x', 'footer': '<https://evil.example/c|%s>', 'fields': [{'title': '%s', "
                    + "'value': '<https://evil.example/d|%s>'}]}]}",
            "{'version': '1.0', 'source': 'custom', 'content': {'title': '<https://evil.example/a|%s>', 'description': "
                    + "'<https://evil.example/b|%s> [%s](https://evil.example/c) <mailto:a@evil.example|%s>', 'nextSteps': "
                    + "['<https://evil.example/d|%s>']}}",
            "{'title': '%s', 'url': 'https://evil.example/a', 'link': 'https://evil.example/b', 'message': '%s'}");
    /** Secrets that show their shape, with their value at {@code %s}. */
    private static final List<String> SHAPES = List.of("postgres://app:%s@db.example.com/shop", "ghp_%s", "glpat-%s", "xoxb-%s",
            "https://b.example/k?X-Amz-Date=1&X-Amz-Signature=%s", "https://a.example/k?sv=1&sig=%s",
            "https://hooks.slack.com/services/T0/B0/%s", "https://hooks.chime.aws/incomingwebhooks/1?token=%s",
            "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----", "Server=db;Pwd=%s;", "AccountKey=%s;",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.%s", "SG.0123456789abcdef.%s0123456789", "Bearer %s0123456789");
    private static final List<JsonNode> ODD = List.of(NODES.nullNode(), NODES.booleanNode(true), NODES.numberNode(-1),
            NODES.numberNode(0), NODES.numberNode(new BigDecimal("1E+999999999")), NODES.numberNode(1_772_442_931_000L),
            NODES.textNode(""), NODES.textNode(" \n\u0000\uD800"), NODES.textNode("{\"a\": [1, {\"b\": null}]}"),
            NODES.textNode("arn:aws:x"), NODES.textNode("2026-03-02T09:15:31Z"), NODES.arrayNode(),
            NODES.arrayNode().add(1).add("a").addNull().addObject(), NODES.objectNode(),
            NODES.objectNode().put("", "").set("a", NODES.objectNode().put("b", 1)));
    private static final List<String> SECRET_NAMES = List.of("password", "dbPassword", "token", "sessionToken", "approvalToken",
            "client_secret", "SecretAccessKey", "apiKey", "x-api-key", "Authorization", "privateKey", "cookie",
            "connectionString",
            "webhookUrl", "UnsubscribeURL", "SubscribeURL", "credentials", "passphrase");

    enum Kind {
        REMOVE,
        REPLACE,
        NEST,
        UNWRAP,
        LENGTHEN,
        REPEAT,
        INJECT,
        RENAME,
        PLANT,
        PLANT_TWICE,
        PLANT_PAIR,
        PLANT_IN_TEXT,
        PLANT_SHAPED,
        PLANT_READY
    }

    /**
     * @param place which value of the tree, counted from the outside in
     * @param detail which of the nasty things
     */
    record Change(Kind kind, int place, int detail) {
    }

    static int samples() {
        return NAMES.size();
    }

    Message message() {
        Message original = Samples.sample(NAMES.get(sample));
        JsonNode tree = TREES.get(sample);
        String subject = original.subject().orElse(null);
        if (changes.get(0).detail % 4 == 0) {
            subject = nasty(changes.get(0).place) + " subject " + nasty(changes.get(0).detail);
        }
        if (changes.get(0).kind == Kind.PLANT_READY) {
            return Samples.message(subject, ready(changes.get(0)), original.attributes());
        }
        return Samples.message(subject, tree.isContainerNode() ? body(tree) : text(original.body()), original.attributes());
    }

    private static String ready(Change change) {
        String body = READY.get(change.detail % READY.size()).replace('\'', '"').replace("%s",
                LABELS.get(change.place % LABELS.size()));
        return body.replace("x ",
                nasty(change.place).chars().allMatch(c -> c > ' ' && c != '"' && c != '\\') ? nasty(change.place) : " ");
    }

    private String body(JsonNode tree) {
        ArrayNode root = NODES.arrayNode().add(tree.deepCopy());
        // What is planted stays: nothing is changed after it.
        changes.stream().filter(change -> !change.kind.name().startsWith("PLANT")).forEach(change -> apply(change, root));
        changes.stream().filter(change -> change.kind.name().startsWith("PLANT") && change.kind != Kind.PLANT_READY)
                .forEach(change -> plant(change, JsonPlace.in(root)));
        try {
            return root.isEmpty() ? "" : JSON.writeValueAsString(root.get(0));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private String text(String body) {
        String text = body;
        // What is planted stays, here too.
        List<Change> inOrder = Stream.concat(changes.stream().filter(change -> change.kind != Kind.PLANT_SHAPED),
                changes.stream().filter(change -> change.kind == Kind.PLANT_SHAPED)).toList();
        for (Change change : inOrder) {
            int at = change.place % (text.length() + 1);
            text = switch (change.kind) {
                case REMOVE, UNWRAP -> text.substring(0, at);
                case LENGTHEN, REPEAT -> text.substring(0, at) + nasty(change.detail).repeat(500) + text.substring(at);
                case PLANT_SHAPED ->
                    text + "\n" + String.format(SHAPES.get(change.detail % SHAPES.size()), SECRET + change.place);
                default -> text.substring(0, at) + nasty(change.detail) + text.substring(at);
            };
        }
        return text;
    }

    private static void apply(Change change, ArrayNode root) {
        List<JsonPlace> places = JsonPlace.in(root);
        if (places.isEmpty()) {
            return;
        }
        JsonPlace place = places.get(change.place % places.size());
        JsonNode value = place.value();
        int detail = change.detail;
        switch (change.kind) {
            case REMOVE -> place.remove();
            case REPLACE -> place.put(ODD.get(detail % ODD.size()).deepCopy());
            case NEST -> place.put(detail % 3 == 0 ? NODES.arrayNode().add(value.deepCopy())
                    : detail % 3 == 1 ? NODES.objectNode().set("inner", value) : NODES.textNode(value.toString()));
            case UNWRAP -> place.put(value.isContainerNode() && !value.isEmpty() ? value.iterator().next() : NODES.nullNode());
            case LENGTHEN -> place.put(NODES.textNode(value.asText() + nasty(detail).repeat(2_000)));
            case REPEAT -> repeat(place, value);
            case INJECT -> place.put(NODES.textNode(injected(value.isValueNode() ? value.asText() : "", detail)));
            case RENAME -> place.rename(nasty(detail));
            default -> throw new AssertionError(change);
        }
    }

    /** Many of the same; of an array, many of its elements. */
    private static void repeat(JsonPlace place, JsonNode value) {
        ArrayNode many = NODES.arrayNode();
        IntStream.range(0, 60)
                .forEach(i -> many.add(value.isArray() && !value.isEmpty() ? value.get(i % value.size()).deepCopy()
                        : value.deepCopy()));
        place.put(many);
    }

    /** Puts a secret into an object: as a member, as a named value, or within JSON that a string holds. */
    private void plant(Change change, List<JsonPlace> places) {
        List<ObjectNode> objects = places.stream().map(JsonPlace::value).filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast).toList();
        if (objects.isEmpty()) {
            return;
        }
        ObjectNode object = objects.get(change.place % objects.size());
        String name = SECRET_NAMES.get(change.detail % SECRET_NAMES.size());
        String secret = SECRET + changes.get(0).detail;
        switch (change.kind) {
            case PLANT_PAIR -> object.putArray("environment").addObject().put("name", "MY_" + name).put("value", secret);
            case PLANT_IN_TEXT -> object.put("input", NODES.objectNode().put("a", "b").put(name, secret).toString());
            case PLANT_SHAPED ->
                object.put("message", "It said " + String.format(SHAPES.get(change.detail % SHAPES.size()), secret));
            default -> object.put(name, secret);
        }
        if (change.kind == Kind.PLANT_TWICE) {
            JsonPlace place = places.get(change.detail % places.size());
            if (place.isStillThere() && place.value().isValueNode() && !place.value().asText().contains(SECRET)) {
                place.put(NODES.textNode("https://a.example/" + secret + "?x=" + place.value().asText()));
            }
        }
    }

    private static String injected(String text, int detail) {
        int at = detail % (text.length() + 1);
        return text.substring(0, at) + nasty(detail) + text.substring(at);
    }

    private static String nasty(int detail) {
        return NASTY.get(detail % NASTY.size());
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException text) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public String toString() {
        Message message = message();
        return NAMES.get(sample) + " after " + changes + " with subject " + message.subject() + ": "
                + Cut.middle(message.body(), 8_000);
    }
}
