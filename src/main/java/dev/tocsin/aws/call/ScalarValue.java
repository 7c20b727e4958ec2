package dev.tocsin.aws.call;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.Shape.Scalar;

/** Single values of a request, checked and in the form that their place asks for. */
final class ScalarValue {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,19}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");
    private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

    private ScalarValue() {
    }

    /** As queries, XML, addresses and headers have it. */
    static String text(Scalar shape, JsonNode value, Optional<String> timestampFormat, WireTime usual, String path) {
        return switch (shape.kind()) {
            case STRING, DOCUMENT -> value.isContainerNode() ? value.toString() : value.asText();
            case INTEGER, LONG -> whole(value, path).asText();
            case FLOAT, DOUBLE -> number(value, path);
            case BOOLEAN -> String.valueOf(truth(value, path));
            case TIMESTAMP -> WireTime.of(timestampFormat, usual).write(WireTime.read(value).orElseThrow(() -> noTime(path)));
            case BLOB -> Base64.getEncoder().encodeToString(bytes(value, path));
        };
    }

    /** As JSON has it. */
    static JsonNode json(Scalar shape, JsonNode value, Optional<String> timestampFormat, WireTime usual, String path) {
        return switch (shape.kind()) {
            case STRING -> value.isTextual() ? value : JSON.textNode(text(shape, value, timestampFormat, usual, path));
            case INTEGER, LONG -> whole(value, path);
            case FLOAT, DOUBLE -> float64(value, path);
            case BOOLEAN -> JSON.booleanNode(truth(value, path));
            case TIMESTAMP -> time(value, WireTime.of(timestampFormat, usual), path);
            case BLOB -> JSON.textNode(Base64.getEncoder().encodeToString(bytes(value, path)));
            case DOCUMENT -> value;
        };
    }

    /** Base64 undone; of an object or a list its JSON. */
    static byte[] bytes(JsonNode value, String path) {
        if (value.isContainerNode()) {
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(value.asText());
        } catch (IllegalArgumentException none) {
            throw new BadParameter(path, "is bytes, and has to be in base64.");
        }
    }

    private static JsonNode time(JsonNode value, WireTime form, String path) {
        return WireTime.read(value)
                .map(time -> form == WireTime.UNIX ? JSON.numberNode(WireTime.seconds(time)) : JSON.textNode(form.write(time)))
                .orElseThrow(() -> noTime(path));
    }

    private static BadParameter noTime(String path) {
        return new BadParameter(path, "is a time, and has to be as 2026-01-31T12:00:00Z or in seconds since 1970.");
    }

    private static JsonNode whole(JsonNode value, String path) {
        if (value.isIntegralNumber()) {
            return value;
        }
        String text = value.asText().strip();
        if (!value.isContainerNode() && WHOLE.matcher(text).matches()) {
            try {
                return JSON.numberNode(new BigDecimal(text).longValueExact());
            } catch (ArithmeticException tooLarge) {
                throw new BadParameter(path, "is too large a number.");
            }
        }
        throw new BadParameter(path, "has to be a whole number.");
    }

    private static String number(JsonNode value, String path) {
        float64(value, path);
        return value.asText().strip();
    }

    private static JsonNode float64(JsonNode value, String path) {
        if (value.isNumber()) {
            return value;
        }
        String text = value.asText().strip();
        if (NO_NUMBERS.contains(text)) {
            return JSON.textNode(text);
        }
        if (!value.isContainerNode() && NUMBER.matcher(text).matches()) {
            return JSON.numberNode(Double.parseDouble(text));
        }
        throw new BadParameter(path, "has to be a number.");
    }

    private static boolean truth(JsonNode value, String path) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return switch (value.asText().strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadParameter(path, "has to be true or false.");
        };
    }

    /** The shape, where only a single value can stand. */
    static Scalar scalar(Shape shape, String path) {
        if (shape instanceof Scalar scalar) {
            return scalar;
        }
        throw new BadParameter(path, "cannot be written where it belongs.");
    }
}
