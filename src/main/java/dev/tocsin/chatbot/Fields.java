package dev.tocsin.chatbot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.configuration.Tag;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Objections;
import dev.tocsin.problem.PlainText;
import dev.tocsin.problem.Quoted;
import dev.tocsin.secret.Secret;

/**
 * Reads the members of one item of AWS's, collects what is wrong with them, and knows which ones nobody read: AWS adds members
 * as time goes by, and an item is not refused for them. What is absent or null is null.
 */
final class Fields {

    /** No list in a configuration has more: these are topics, policies and tags. */
    static final int MOST_ELEMENTS = 1_000;
    /** Of one item; a document has hundreds. */
    static final int MOST_ERRORS = 20;
    private static final int MOST_UNREAD = 10;
    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "no", "off");

    private final JsonNode object;
    private final String path;
    private final Objections errors = new Objections(MOST_ERRORS);
    private final Set<String> read = new HashSet<>();

    Fields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
        if (!object.isObject()) {
            errors.add(Invalid.of(path, "must be an object"));
        }
    }

    List<Invalid> errors() {
        return errors.listed();
    }

    void fail(String member, String message, String rejectedValue) {
        errors.add(new Invalid(path + "." + member, message, rejectedValue));
    }

    /** What the item has and nobody asked for, in a form fit for people. */
    Optional<String> unread() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.removeAll(read);
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("Not known here and left out: "
                        + String.join(", ", names.stream().limit(MOST_UNREAD).map(Quoted::name).toList())
                        + (names.size() > MOST_UNREAD ? " and " + (names.size() - MOST_UNREAD) + " more" : ""));
    }

    String text(String member) {
        return scalar(path + "." + member, member(member));
    }

    /** Text of which a caller keeps what can be kept. */
    String anyText(String member) {
        JsonNode node = member(member);
        return node.isTextual() ? node.textValue() : text(member);
    }

    Secret secret(String member) {
        JsonNode node = member(member);
        if (node.isMissingNode()) {
            return null;
        }
        if (!node.isTextual()) {
            errors.add(Invalid.of(path + "." + member, "must be a string"));
            return null;
        }
        return isPlain(path + "." + member, node.textValue()) ? Secret.of(node.textValue()) : null;
    }

    List<String> texts(String member) {
        JsonNode list = list(member);
        if (list == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String at = path + "." + member + "[" + i + "]";
            String text = scalar(at, list.get(i));
            if (text != null) {
                texts.add(text);
            } else if (list.get(i).isNull()) {
                errors.add(Invalid.of(at, "must be a string"));
            }
        }
        return texts;
    }

    /** Whether the item has that member, of which nothing is wanted. */
    boolean passOver(String member) {
        return !member(member).isMissingNode();
    }

    /** CloudFormation takes the words as well, and those of YAML 1.1. */
    Boolean truth(String member) {
        String text = text(member);
        if (text == null) {
            return null;
        }
        String word = text.length() > 5 ? text : text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(word) || FALSE.contains(word)) {
            return TRUE.contains(word);
        }
        errors.add(new Invalid(path + "." + member, "must be true or false", text));
        return null;
    }

    LoggingLevel loggingLevel(String member) {
        String text = text(member);
        if (text == null) {
            return null;
        }
        Optional<LoggingLevel> level = Stream.of(LoggingLevel.values()).filter(one -> one.name().equals(text)).findFirst();
        if (level.isEmpty()) {
            errors.add(new Invalid(path + "." + member, "must be NONE, ERROR or INFO", text));
        }
        return level.orElse(null);
    }

    List<Tag> tags(String member, String key, String value) {
        JsonNode list = list(member);
        if (list == null) {
            return null;
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Fields tag = new Fields(list.get(i), path + "." + member + "[" + i + "]");
            tags.add(new Tag(tag.text(key), tag.text(value)));
            errors.addAll(tag.errors());
        }
        return tags;
    }

    private JsonNode list(String member) {
        JsonNode node = member(member);
        if (node.isMissingNode()) {
            return null;
        }
        if (!node.isArray()) {
            errors.add(Invalid.of(path + "." + member, "must be a list"));
            return null;
        }
        if (node.size() > MOST_ELEMENTS) {
            errors.add(Invalid.of(path + "." + member,
                    "must have at most " + MOST_ELEMENTS + " elements, has " + node.size()));
            return null;
        }
        return node;
    }

    private JsonNode member(String member) {
        read.add(member);
        JsonNode node = object.path(member);
        return node.isNull() ? MissingNode.getInstance() : node;
    }

    private String scalar(String at, JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isValueNode()) {
            errors.add(Invalid.of(at, "must be a string"));
            return null;
        }
        return isPlain(at, node.asText()) ? node.asText() : null;
    }

    private boolean isPlain(String at, String text) {
        if (!PlainText.is(text)) {
            errors.add(Invalid.of(at, PlainText.OBJECTION));
        }
        return PlainText.is(text);
    }
}
