package dev.tocsin.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;

/**
 * Reads the JSON bodies of requests to REST resources: no unknown members, none twice, nothing after the end, no strings
 * for numbers or numbers for strings, no empty string in the place of a time, a word of a list or whatever else is no text,
 * and no more values than a request can need. A mistyped member must be an error, because silently ignored it is a topic
 * that nobody hears. A copy of the application's mapper, which itself stays lenient, as what AWS publishes must be read.
 */
@Provider
@Singleton
@ConstrainedTo(RuntimeType.SERVER)
public final class StrictJson implements ContextResolver<ObjectMapper> {

    /** A configuration with a thousand topics has two thousand tokens. */
    private static final int TOKENS = 20_000;
    private static final int DEPTH = 60;
    /** Of a document with hundreds of configurations. */
    private static final int TOKENS_OF_A_DOCUMENT = 200_000;
    private static final int DEPTH_OF_A_DOCUMENT = 200;
    private static final int NAME = 4_096;
    private static final int NUMBER = 100;

    private final ObjectMapper mapper;
    private final ObjectMapper documents;

    StrictJson(ObjectMapper lenient) {
        ObjectMapper strict = lenient.copy()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true)
                .registerModule(new SimpleModule("tocsin-strict").addDeserializer(String.class, new PlainText())
                        .addKeyDeserializer(String.class, new PlainText.Key())
                        .addDeserializer(Instant.class, new StrictTime())
                        .setDeserializerModifier(new PlainText.OfOthers()));
        refuseCoercions(strict);
        this.mapper = strict.copyWith(constrained(strict, TOKENS, DEPTH));
        this.documents = strict.copyWith(constrained(strict, TOKENS_OF_A_DOCUMENT, DEPTH_OF_A_DOCUMENT));
    }

    /** By default Jackson takes an empty string for null and makes numbers, booleans and strings of each other. */
    private static void refuseCoercions(ObjectMapper strict) {
        for (LogicalType type : LogicalType.values()) {
            MutableCoercionConfig coercions = strict.coercionConfigFor(type).setAcceptBlankAsEmpty(false);
            if (type == LogicalType.Textual) {
                coercions.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            } else {
                coercions.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
            }
        }
        for (LogicalType type : List.of(LogicalType.Integer, LogicalType.Float, LogicalType.Boolean)) {
            strict.coercionConfigFor(type).setCoercion(CoercionInputShape.String, CoercionAction.Fail);
        }
        strict.coercionConfigFor(LogicalType.Boolean).setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
        strict.coercionConfigFor(LogicalType.Integer).setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
        strict.coercionConfigFor(LogicalType.Enum).setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
    }

    private static JsonFactory constrained(ObjectMapper strict, int tokens, int depth) {
        return strict.getFactory().copy().setStreamReadConstraints(StreamReadConstraints.builder()
                .maxTokenCount(tokens).maxNestingDepth(depth).maxNameLength(NAME).maxNumberLength(NUMBER).build());
    }

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return mapper;
    }

    /**
     * Binds a body that was read as a tree, for requests in which it matters whether a member is named at all.
     *
     * @throws ProblemException saying which member is at fault
     */
    public <T> T bind(JsonNode tree, Class<T> type) {
        try {
            return mapper.treeToValue(tree, type);
        } catch (JsonProcessingException fault) {
            throw JsonFault.problem(fault);
        }
    }

    /**
     * Reads a document with very many values as a tree.
     *
     * @throws ProblemException saying where it is none that can be read
     */
    public JsonNode document(byte[] body) {
        try {
            return documents.readTree(body);
        } catch (JsonProcessingException fault) {
            throw JsonFault.problem(fault);
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
    }
}
