package dev.tocsin.console.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.ws.rs.core.MultivaluedMap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.delivery.PreviewRequest;
import dev.tocsin.notice.Message;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Problems;

/** What stands in the form: a message as it would be published. */
record TypedMessage(String subject, String message, List<Attribute> attributes) {

    static final TypedMessage NOTHING = new TypedMessage("", "", List.of());

    private static final String NAME = "attributeName";
    private static final String VALUE = "attributeValue";

    record Attribute(String name, String value) {
    }

    static TypedMessage of(Sample sample, Instant now) {
        return new TypedMessage(sample.subject().orElse(""), sample.textAt(now), attributes(sample.attributesAt(now)));
    }

    static TypedMessage of(Message stored) {
        return new TypedMessage(stored.subject().orElse(""), stored.body(), attributes(stored.attributes()));
    }

    /** For a preview. */
    PreviewRequest request() {
        return new PreviewRequest(subject.isEmpty() ? null : subject, message,
                attributes.stream().collect(Collectors.toMap(Attribute::name, Attribute::value)), null, null);
    }

    private static List<Attribute> attributes(Map<String, String> byName) {
        return byName.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(one -> new Attribute(one.getKey(), one.getValue())).toList();
    }

    /**
     * A posted form as the JSON that the API takes. The message is not stripped, since it is to be published as it was typed;
     * only its line breaks are what they were before a browser made them two characters each.
     */
    static ObjectNode json(MultivaluedMap<String, String> form) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        String subject = first(form, "subject");
        json.put("subject", subject.isBlank() ? null : subject.strip());
        json.put("message", first(form, "message").replace("\r\n", "\n"));
        ObjectNode attributes = attributes(form);
        if (!attributes.isEmpty()) {
            json.set("messageAttributes", attributes);
        }
        return json;
    }

    private static ObjectNode attributes(MultivaluedMap<String, String> form) {
        List<String> names = form.getOrDefault(NAME, List.of());
        List<String> values = form.getOrDefault(VALUE, List.of());
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        List<Invalid> errors = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip();
            String value = i < values.size() ? values.get(i) : "";
            if (name.isEmpty() && !value.isEmpty()) {
                errors.add(Invalid.of(NAME + "[" + i + "]", "is required where there is a value"));
            } else if (attributes.has(name)) {
                errors.add(new Invalid(NAME + "[" + i + "]", "stands here twice; a message has one attribute of a name", name));
            } else if (!name.isEmpty()) {
                attributes.put(name, value);
            }
        }
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        return attributes;
    }

    private static String first(MultivaluedMap<String, String> form, String name) {
        String text = form.getFirst(name);
        return text == null ? "" : text;
    }
}
