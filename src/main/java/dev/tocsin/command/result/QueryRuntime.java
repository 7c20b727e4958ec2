package dev.tocsin.command.result;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.tocsin.command.language.Jmespath;
import software.amazon.smithy.jmespath.JmespathException;
import software.amazon.smithy.jmespath.RuntimeType;
import software.amazon.smithy.jmespath.evaluation.JmespathRuntime;
import software.amazon.smithy.jmespath.evaluation.NumberType;

/** Carries out a query on an answer, and gives up where it takes too much. */
final class QueryRuntime implements JmespathRuntime<JsonNode> {

    /** Steps of about 50 ns each. */
    private static final int MOST_STEPS = 5_000_000;
    private static final int MOST_LETTERS = 4 * 1024 * 1024;

    private int steps;
    private int letters;

    private QueryRuntime() {
    }

    /** @throws IllegalArgumentException if it cannot be done; the message says why, in a sentence */
    static JsonNode evaluated(String query, JsonNode answer) {
        try {
            return Jmespath.parsed(query).evaluate(answer, new QueryRuntime());
        } catch (JmespathException | ArithmeticException | ClassCastException failed) {
            throw new IllegalArgumentException(words(failed), failed);
        }
    }

    private static String words(RuntimeException failed) {
        String words = failed.getMessage() == null ? "It does not fit the answer" : failed.getMessage().replaceAll("\\s+", " ");
        return words.length() > 200 ? words.substring(0, 200) + "\u2026" : words.endsWith(".") ? words : words + ".";
    }

    @Override
    public RuntimeType typeOf(JsonNode value) {
        step();
        return switch (value.getNodeType()) {
            case ARRAY -> RuntimeType.ARRAY;
            case OBJECT, POJO -> RuntimeType.OBJECT;
            case BOOLEAN -> RuntimeType.BOOLEAN;
            case NUMBER -> RuntimeType.NUMBER;
            case STRING, BINARY -> RuntimeType.STRING;
            case NULL, MISSING -> RuntimeType.NULL;
        };
    }

    @Override
    public JsonNode createNull() {
        return NullNode.getInstance();
    }

    @Override
    public JsonNode createBoolean(boolean value) {
        return BooleanNode.valueOf(value);
    }

    @Override
    public boolean asBoolean(JsonNode value) {
        return value.booleanValue();
    }

    @Override
    public JsonNode createString(String text) {
        step();
        letters += text.length();
        if (letters > MOST_LETTERS) {
            throw tooMuch();
        }
        return TextNode.valueOf(text);
    }

    @Override
    public String asString(JsonNode value) {
        return value.textValue();
    }

    @Override
    public JsonNode createNumber(Number number) {
        step();
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            return JsonNodeFactory.instance.numberNode(number.longValue());
        }
        if (number instanceof Float || number instanceof Double) {
            return JsonNodeFactory.instance.numberNode(number.doubleValue());
        }
        return DecimalNode.valueOf(new BigDecimal(number.toString()));
    }

    @Override
    public NumberType numberType(JsonNode value) {
        return switch (value.numberType()) {
            case INT -> NumberType.INTEGER;
            case LONG -> NumberType.LONG;
            case BIG_INTEGER -> NumberType.BIG_INTEGER;
            case FLOAT -> NumberType.FLOAT;
            case DOUBLE -> NumberType.DOUBLE;
            case BIG_DECIMAL -> NumberType.BIG_DECIMAL;
        };
    }

    @Override
    public Number asNumber(JsonNode value) {
        return value.numberValue();
    }

    @Override
    public ArrayBuilder<JsonNode> arrayBuilder() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        return new ArrayBuilder<>() {

            @Override
            public void add(JsonNode value) {
                step();
                array.add(value);
            }

            @Override
            public void addAll(JsonNode values) {
                asIterable(values).forEach(this::add);
            }

            @Override
            public JsonNode build() {
                return array;
            }
        };
    }

    @Override
    public JsonNode element(JsonNode array, int index) {
        step();
        JsonNode element = array.get(index);
        return element == null ? createNull() : element;
    }

    @Override
    public ObjectBuilder<JsonNode> objectBuilder() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        return new ObjectBuilder<>() {

            @Override
            public void put(JsonNode key, JsonNode value) {
                step();
                object.set(key.asText(), value);
            }

            @Override
            public void putAll(JsonNode other) {
                other.properties().forEach(member -> put(TextNode.valueOf(member.getKey()), member.getValue()));
            }

            @Override
            public JsonNode build() {
                return object;
            }
        };
    }

    @Override
    public JsonNode value(JsonNode object, JsonNode key) {
        step();
        JsonNode value = object.get(key.asText());
        return value == null ? createNull() : value;
    }

    @Override
    public int length(JsonNode value) {
        return value.isTextual() ? value.textValue().codePointCount(0, value.textValue().length()) : value.size();
    }

    @Override
    public Iterable<JsonNode> asIterable(JsonNode value) {
        if (value.isObject()) {
            List<JsonNode> names = new ArrayList<>(value.size());
            value.fieldNames().forEachRemaining(name -> names.add(TextNode.valueOf(name)));
            return counted(names.iterator());
        }
        return counted(value.iterator());
    }

    private Iterable<JsonNode> counted(Iterator<JsonNode> all) {
        return () -> new Iterator<>() {

            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public JsonNode next() {
                step();
                return all.next();
            }
        };
    }

    private void step() {
        if (++steps > MOST_STEPS) {
            throw tooMuch();
        }
    }

    private static JmespathException tooMuch() {
        return new JmespathException("It takes too much for this answer. Ask AWS for less, or query for less.");
    }
}
