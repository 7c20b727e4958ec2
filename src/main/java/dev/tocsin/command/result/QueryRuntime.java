package dev.tocsin.command.result;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

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
    /** Which a number may have on either side of its point: adding and rounding write them all. */
    private static final int MOST_DIGITS = 400;
    /** What containers take in memory, in steps of about ten bytes. */
    private static final int ARRAY = 10;
    private static final int OBJECT = 25;
    private static final int MEMBER = 6;
    private static final int LONG_TEXT = 1_000;

    private int steps;
    private int letters;
    /** How long the text is that was asked for last, if nothing was made since. That is how a join says what goes between. */
    private int between = -1;

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
    public boolean isTruthy(JsonNode value) {
        step();
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> true;
            case NULL, MISSING -> false;
            case STRING, BINARY -> !value.asText().isEmpty();
            case ARRAY, OBJECT, POJO -> !value.isEmpty();
        };
    }

    @Override
    public int compare(JsonNode one, JsonNode other) {
        return one.isTextual() && other.isTextual() ? text(one).compareTo(text(other))
                : JmespathRuntime.super.compare(one, other);
    }

    /** As JSON. The whole is counted as it grows, since it may be much more than what it is made of. */
    @Override
    public String toString(JsonNode value) {
        StringBuilder json = new StringBuilder();
        write(value, json);
        return json.toString();
    }

    private void write(JsonNode value, StringBuilder json) {
        step();
        String separator = "";
        if (value.isArray()) {
            json.append('[');
            for (JsonNode item : value) {
                json.append(separator);
                write(item, json);
                separator = ",";
            }
            json.append(']');
        } else if (value.isObject()) {
            json.append('{');
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                json.append(separator);
                write(TextNode.valueOf(member.getKey()), json);
                json.append(':');
                write(member.getValue(), json);
                separator = ",";
            }
            json.append('}');
        } else {
            requireRoom((long) json.length() + (value.isTextual() ? value.textValue().length() : 0));
            json.append(value);
        }
        requireRoom(json.length());
    }

    private void requireRoom(long more) {
        if (letters + more > MOST_LETTERS) {
            throw tooMuch();
        }
    }

    @Override
    public JsonNode createNull() {
        return NullNode.getInstance();
    }

    @Override
    public JsonNode createBoolean(boolean value) {
        between = -1;
        return BooleanNode.valueOf(value);
    }

    @Override
    public boolean asBoolean(JsonNode value) {
        return value.booleanValue();
    }

    @Override
    public JsonNode createString(String text) {
        step();
        between = -1;
        requireRoom(text.length());
        letters += text.length();
        return TextNode.valueOf(text);
    }

    @Override
    public String asString(JsonNode value) {
        String text = text(value);
        between = text.length();
        return text;
    }

    /** Searching and comparing long ones takes its time. */
    private String text(JsonNode value) {
        if (!value.isTextual() && !value.isBinary()) {
            throw new JmespathException("It needs a text where the answer has none.");
        }
        String text = value.asText();
        step(text.length() > LONG_TEXT ? text.length() / 2 : 1 + text.length() / 16);
        return text;
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
        return DecimalNode.valueOf(new BigDecimal(within(number).toString()));
    }

    private static Number within(Number number) {
        BigDecimal decimal = number instanceof BigDecimal same ? same
                : number instanceof BigInteger whole ? new BigDecimal(whole)
                        : BigDecimal.ZERO;
        if (decimal.scale() > MOST_DIGITS || (long) decimal.precision() - decimal.scale() > MOST_DIGITS) {
            throw new JmespathException("A number has more than " + MOST_DIGITS + " digits.");
        }
        return number;
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
        if (!value.isNumber()) {
            throw new JmespathException("It needs a number where the answer has none.");
        }
        return within(value.numberValue());
    }

    @Override
    public ArrayBuilder<JsonNode> arrayBuilder() {
        step(ARRAY);
        between = -1;
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
        step(OBJECT);
        between = -1;
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        return new ObjectBuilder<>() {

            @Override
            public void put(JsonNode key, JsonNode value) {
                step(MEMBER);
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
            step(value.size());
            List<JsonNode> names = new ArrayList<>(value.size());
            value.fieldNames().forEachRemaining(name -> names.add(TextNode.valueOf(name)));
            return counted(names.iterator());
        }
        return counted(value.iterator());
    }

    private Iterable<JsonNode> counted(Iterator<JsonNode> all) {
        int separator = between;
        between = -1;
        return () -> new Iterator<>() {

            private long joined;

            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public JsonNode next() {
                step();
                JsonNode next = all.next();
                if (separator >= 0 && next.isTextual()) {
                    joined += separator + next.textValue().length();
                    requireRoom(joined);
                }
                return next;
            }
        };
    }

    private void step() {
        step(1);
    }

    private void step(int size) {
        steps += size;
        if (steps > MOST_STEPS) {
            throw tooMuch();
        }
    }

    private static JmespathException tooMuch() {
        return new JmespathException("It takes too much for this answer. Ask AWS for less, or query for less.");
    }
}
