package dev.tocsin.aws.call;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tocsin.aws.model.Shape.Kind;
import dev.tocsin.aws.model.Shape.Scalar;

/** Single values of an answer, as AWS's command line prints them. What is not as the model says stays as it is. */
final class ShownValue {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,30}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");

    private ShownValue() {
    }

    /** Of a text in XML or in a header. */
    static JsonNode ofText(Scalar shape, String text) {
        String value = text.strip();
        return switch (shape.kind()) {
            case STRING, BLOB, DOCUMENT -> JSON.textNode(shape.kind() == Kind.BLOB ? value : text);
            case INTEGER, LONG -> WHOLE.matcher(value).matches() ? whole(value) : JSON.textNode(text);
            case FLOAT, DOUBLE -> NUMBER.matcher(value).matches()
                    ? JSON.numberNode(Double.parseDouble(value))
                    : JSON.textNode(value);
            case BOOLEAN -> value.equals("true") || value.equals("false")
                    ? JSON.booleanNode(value.equals("true"))
                    : JSON.textNode(text);
            case TIMESTAMP -> WireTime.read(value).map(time -> JSON.textNode(WireTime.shown(time))).orElse(JSON.textNode(text));
        };
    }

    /** Of a value in JSON. */
    static JsonNode ofJson(Scalar shape, JsonNode value) {
        return switch (shape.kind()) {
            case TIMESTAMP -> WireTime.read(value).<JsonNode> map(time -> JSON.textNode(WireTime.shown(time))).orElse(value);
            default -> value;
        };
    }

    private static JsonNode whole(String text) {
        BigInteger value = new BigDecimal(text).toBigInteger();
        return value.bitLength() < 32 ? JSON.numberNode(value.intValue())
                : value.bitLength() < 64 ? JSON.numberNode(value.longValue()) : JSON.numberNode(value);
    }
}
