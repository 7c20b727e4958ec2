package dev.tocsin.console;

import java.util.List;

import jakarta.ws.rs.core.MultivaluedMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A posted form as the JSON that the API takes for the same, so that its rules check it and its words say what is wrong. An
 * empty field counts as null, which puts a member back to what it is when nobody says anything.
 */
public final class FormMembers {

    private final MultivaluedMap<String, String> form;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    public FormMembers(MultivaluedMap<String, String> form) {
        this.form = form;
    }

    public FormMembers text(String name) {
        String text = first(name);
        return put(name, text);
    }

    /** As it was typed where it is none, which the API then says. */
    public FormMembers number(String name) {
        String text = first(name);
        if (text != null && text.matches("-?[0-9]{1,9}")) {
            json.put(name, Integer.parseInt(text));
            return this;
        }
        return put(name, text);
    }

    /** A box that is ticked or not. */
    public FormMembers truth(String name) {
        json.put(name, form.containsKey(name));
        return this;
    }

    /** A choice between true, false and neither. */
    public FormMembers truthOrNeither(String name) {
        String text = first(name);
        if (text != null && text.matches("true|false")) {
            json.put(name, Boolean.parseBoolean(text));
            return this;
        }
        return put(name, text);
    }

    /** Every field of that name, and of each field every line. */
    public FormMembers list(String name) {
        ArrayNode list = json.putArray(name);
        form.getOrDefault(name, List.of()).stream().flatMap(String::lines).map(String::strip).filter(line -> !line.isEmpty())
                .distinct().forEach(list::add);
        return this;
    }

    /** Rows of two fields; a row in which both are empty is none. */
    public FormMembers pairs(String name, String key, String value) {
        ArrayNode list = json.putArray(name);
        List<String> keys = form.getOrDefault(key, List.of());
        List<String> values = form.getOrDefault(value, List.of());
        for (int i = 0; i < keys.size(); i++) {
            String one = keys.get(i).strip();
            String other = i < values.size() ? values.get(i).strip() : "";
            if (!one.isEmpty() || !other.isEmpty()) {
                list.addObject().put(key, one).put(value, other);
            }
        }
        return this;
    }

    /** Only if it was typed: for secrets, which a form cannot show. */
    public FormMembers textIfTyped(String name) {
        return first(name) == null ? this : text(name);
    }

    public ObjectNode json() {
        return json;
    }

    private FormMembers put(String name, String text) {
        json.put(name, text);
        return this;
    }

    private String first(String name) {
        String text = form.getFirst(name);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
