package dev.tocsin.aws.call;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/** Reads JSON. */
final class JsonText {

    private static final ObjectReader READER = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .reader();

    private JsonText() {
    }

    /** Empty if it is none. */
    static Optional<JsonNode> read(byte[] json) {
        try {
            JsonNode tree = READER.readTree(json);
            return Optional.ofNullable(tree).filter(read -> !read.isMissingNode());
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
