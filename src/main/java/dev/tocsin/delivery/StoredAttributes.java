package dev.tocsin.delivery;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Message attributes as the database keeps them: JSON text, because jsonb refuses U+0000. */
@ApplicationScoped
class StoredAttributes {

    private static final TypeReference<Map<String, String>> NAME_TO_VALUE = new TypeReference<>() {
    };

    private final ObjectMapper json;

    StoredAttributes(ObjectMapper json) {
        this.json = json;
    }

    String write(Map<String, String> attributes) {
        try {
            return attributes.isEmpty() ? null : json.writeValueAsString(attributes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }

    Map<String, String> read(String stored) {
        try {
            return stored == null ? Map.of() : json.readValue(stored, NAME_TO_VALUE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written as a map of strings reads as one", e);
        }
    }
}
