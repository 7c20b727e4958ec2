package dev.tocsin.command.result;

import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.ShapeMember;

/** Answers as the models have them, with what is hard to show, and now and then what no model has. */
public final class RandomAnswers {

    /** What the models call sensitive. */
    public static final String SECRET = "s3cr3t-Value-0815";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of("", "a", "orders", "<!channel>", "@here", "@everyone", "<@U012345>",
            "<https://evil.example|click>", "https://console.aws.amazon.com/x?y=1&z=2",
            "*bold* _italic_ ~strike~ `code` ```fence```",
            "> quote", "line\nline\r\nline", "\t\t", "\u202Eright to left", "\uD83D\uDE00", "\uD83D", "\uDE00 alone",
            "\0\u0007",
            "&lt;!channel&gt;", "&amp;", "|", "x".repeat(5_000), "\uD83D\uDE00".repeat(700), "word ".repeat(900),
            "arn:aws:sns:eu-west-1:1:t",
            "2025-03-01T12:00:00Z", "{\"a\": [1, {\"b\": \"c\"}]}", "null", "-", " ", "\u200B", "\uFEFF", "<", ">", "&",
            ":smile:");

    private final Random random;

    public RandomAnswers(Random random) {
        this.random = random;
    }

    public JsonNode of(ServiceModel service, OperationModel operation) {
        if (random.nextInt(20) == 0) {
            return List.<JsonNode> of(JSON.nullNode(), JSON.arrayNode().add(1), JSON.textNode("x"), JSON.objectNode(),
                    JSON.numberNode(1), JSON.missingNode()).get(random.nextInt(6));
        }
        return operation.output().map(name -> value(service, service.shape(name), 0)).orElseGet(JSON::objectNode);
    }

    private JsonNode value(ServiceModel service, Shape shape, int depth) {
        if (depth > 0 && random.nextInt(60) == 0) {
            return List.<JsonNode> of(JSON.nullNode(), JSON.textNode("odd"), JSON.arrayNode(), JSON.objectNode().put("odd", 1),
                    JSON.numberNode(7)).get(random.nextInt(5));
        }
        if (shape instanceof Shape.Structure structure) {
            ObjectNode object = JSON.objectNode();
            for (ShapeMember member : structure.members()) {
                if (random.nextInt(3) > 0 && depth < 7) {
                    object.set(member.name(), value(service, service.shape(member.shape()), depth + 1));
                }
            }
            return object;
        }
        int size = depth > 6 ? 0 : random.nextInt(depth < 3 && random.nextInt(10) == 0 ? 60 : 4);
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
                object.set(text() + i, value(service, service.shape(map.value().shape()), depth + 1));
            }
            return object;
        }
        return scalar((Shape.Scalar) shape);
    }

    private JsonNode scalar(Shape.Scalar scalar) {
        if (scalar.isSensitive()) {
            return JSON.textNode(SECRET);
        }
        return switch (scalar.kind()) {
            case INTEGER, LONG -> JSON.numberNode(random.nextLong() >> random.nextInt(63));
            case FLOAT, DOUBLE -> JSON.numberNode(random.nextGaussian());
            case BOOLEAN -> JSON.booleanNode(random.nextBoolean());
            case TIMESTAMP -> JSON.textNode("2025-03-01T12:00:00.5Z");
            case DOCUMENT -> JSON.objectNode().put(text(), text());
            default -> JSON.textNode(text());
        };
    }

    public String text() {
        return random.nextInt(4) > 0 ? TEXTS.get(random.nextInt(TEXTS.size())) : Integer.toString(random.nextInt(), 36);
    }
}
