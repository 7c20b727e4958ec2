package dev.tocsin.console.configuration;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.configuration.Tag;

/** A configuration's members as the API shows them, by their names. */
public record Members(ObjectNode json) {

    static Members none() {
        return new Members(JsonNodeFactory.instance.objectNode());
    }

    /** Empty if there is none. */
    public String text(String name) {
        return json.path(name).asText();
    }

    public boolean is(String name, String value) {
        return text(name).equals(value);
    }

    public boolean has(String name) {
        return !text(name).isEmpty() || !json.path(name).isEmpty();
    }

    public boolean isTrue(String name) {
        return json.path(name).asBoolean();
    }

    public List<String> list(String name) {
        List<String> texts = new ArrayList<>();
        json.path(name).forEach(entry -> texts.add(entry.asText()));
        return texts;
    }

    /** One in each line. */
    public String lines(String name) {
        return String.join("\n", list(name));
    }

    public List<Tag> tags() {
        List<Tag> tags = new ArrayList<>();
        json.path("tags").forEach(tag -> tags.add(new Tag(tag.path("tagKey").asText(), tag.path("tagValue").asText())));
        return tags;
    }

    /** For a form, which brings it back. */
    public String asJson() {
        return json.toString();
    }

    JsonNode node(String name) {
        return json.path(name);
    }
}
