package dev.tocsin.command.language;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.ShapeMember;

/** Requests as the models allow them, with values that are hard to write. */
final class RandomCalls {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> PIECES = List.of("a", "b", "orders", "i-123", " ", "  ", "\n", "\t", "'", "\"", "\\", "`",
            "$x",
            "$(y)", "&lt;", "&amp;", "&", "<@U1>", "<http://x|y>", "<", ">", "|", ";", "--region", "-", "\u2014", "\u201C",
            "\u201D",
            "\u2019", "\u00AB", "\u00BB", "{", "}", "[", "]", "{\"a\": 1}", "=", ",", "Name=x,Values=y", "true", "null", "7",
            "-3",
            "\u00E4", "\uD83D\uDE00", ":smile:", "*b*", "_i_", "~", "#", "@here", "%", "^", "(", ")", "?", "!", "arn:aws:x:y",
            "/z/",
            "https://x.test/?a=b&c=d", "file:");

    private final Random random;

    RandomCalls(Random random) {
        this.random = random;
    }

    ObjectNode parameters(ServiceModel service, OperationModel operation) {
        ObjectNode parameters = JSON.objectNode();
        service.structure(operation.input()).ifPresent(input -> members(service, input, parameters, 0));
        return parameters;
    }

    private void members(ServiceModel service, Shape.Structure structure, ObjectNode object, int depth) {
        for (ShapeMember member : structure.members()) {
            boolean wanted = structure.required().contains(member.name()) && !member.isToken()
                    || random.nextInt(depth == 0 ? 3 : 4) == 0 && depth < 5;
            if (wanted) {
                object.set(member.name(), value(service, service.shape(member.shape()), depth + 1));
            }
        }
    }

    private JsonNode value(ServiceModel service, Shape shape, int depth) {
        if (shape instanceof Shape.Structure structure) {
            ObjectNode object = JSON.objectNode();
            members(service, structure, object, depth);
            return object;
        }
        int size = depth > 5 ? 0 : random.nextInt(4);
        if (shape instanceof Shape.Sequence list) {
            ArrayNode array = JSON.arrayNode();
            for (int i = 0; i < size; i++) {
                array.add(value(service, service.shape(list.element().shape()), depth + 1));
            }
            return array;
        }
        if (shape instanceof Shape.Mapping map) {
            ObjectNode object = JSON.objectNode();
            for (int i = 0; i < size; i++) {
                object.set(
                        value(service, service.shape(map.key().shape()), depth + 1).asText() + (isFree(service, map) ? i : ""),
                        value(service, service.shape(map.value().shape()), depth + 1));
            }
            return object;
        }
        return scalar((Shape.Scalar) shape, depth);
    }

    private static boolean isFree(ServiceModel service, Shape.Mapping map) {
        return ((Shape.Scalar) service.shape(map.key().shape())).values().isEmpty();
    }

    private JsonNode scalar(Shape.Scalar scalar, int depth) {
        if (!scalar.values().isEmpty()) {
            return JSON.textNode(scalar.values().get(random.nextInt(scalar.values().size())));
        }
        return switch (scalar.kind()) {
            case STRING -> JSON.textNode(text(depth));
            case INTEGER -> JSON.numberNode(random.nextInt() >> random.nextInt(31));
            case LONG -> JSON.numberNode(random.nextLong() >> random.nextInt(63));
            case FLOAT, DOUBLE -> JSON.numberNode(random.nextInt(5) == 0 ? random.nextInt(9) : random.nextGaussian() * 1e3);
            case BOOLEAN -> JSON.booleanNode(random.nextBoolean());
            case TIMESTAMP -> JSON.textNode(Instant.ofEpochSecond(random.nextInt(), random.nextInt(3) * 1_000_000L).toString());
            case BLOB -> JSON.textNode(Base64.getEncoder().encodeToString(text(depth).getBytes(StandardCharsets.UTF_8)));
            case DOCUMENT -> JSON.objectNode().put(text(depth), text(depth)).put("n", 1).putNull("z");
        };
    }

    /** What stands by itself is typed; what stands in JSON may have any character in it. */
    private String text(int depth) {
        Supplier<String> piece = () -> random.nextInt(12) > 0 || depth < 2 ? PIECES.get(random.nextInt(PIECES.size()))
                : Character.toString(random.nextInt(0xD7FF));
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(4) == 0 ? 8 : 3); i >= 0; i--) {
            text.append(piece.get());
        }
        boolean file = text.toString().matches("(?s)@[\\w./~-]+");
        return file ? "x" + text : text.toString();
    }

    String query() {
        List<String> queries = List.of("A", "A[]", "A[?b=='c d']", "A[?b==`c`].[d, e]", "\"x y\".z", "{a: b, c: d}",
                "length(@)",
                "A[?b > `1` && c != 'it\\'s']", "@", "A | [0]", "a.\"\u00E4\"", "A[?x=='<@U1>']", "`\"&lt;\"`", "'$x'", "*",
                "A[-1]");
        return queries.get(random.nextInt(queries.size()));
    }
}
