package dev.tocsin.chatbot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.configuration.AllKinds;
import dev.tocsin.configuration.slack.SlackChannelMembers;
import dev.tocsin.problem.StrictJsonForTests;

/** What is kept in {@code src/test/resources/chatbot}, and what tests write themselves. */
final class Documents {

    static final ItemReaders FORMS = new ItemReaders(AllKinds.kinds(), StrictJsonForTests.of(new ObjectMapper()));

    private Documents() {
    }

    static String text(String file) {
        try (InputStream in = Documents.class.getResourceAsStream("/chatbot/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is said of a Slack channel. */
    static SlackChannelMembers channel(Item item) {
        return (SlackChannelMembers) ((Item.Configured) item).members();
    }

    static Document ofJson(String text, String... parameters) {
        return Document.read(json(text), Supplied.of(List.of(parameters)), FORMS);
    }

    static Document ofYaml(String text, String... parameters) {
        return Document.read(YamlDocument.read(text), Supplied.of(List.of(parameters)), FORMS);
    }
}
