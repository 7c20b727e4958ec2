package dev.tocsin.command.language;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.ShapeMember;

/**
 * A command as it is shown before it runs: all names in full, options in the order of the model, each value so that it reads
 * as the same value again, whether Slack has it in its hands before that or not.
 */
public final class NormalisedCommand {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:%+][A-Za-z0-9_./:=,@%+-]{0,2047}");
    /** What Slack, or what undoes what Slack does, would make something else of. */
    private static final Pattern REWRITTEN = Pattern.compile("&(?=(?:amp|lt|gt);)|<(?=[@#!A-Za-z])");
    private static final Pattern UNQUOTABLE = Pattern.compile("[\"\\\\$`]");

    private final ServiceModel service;
    private final LogTimes logTimes;

    private NormalisedCommand(ServiceModel service, OperationModel operation) {
        this.service = service;
        this.logTimes = new LogTimes(service, operation);
    }

    public static String of(ServiceModel service, OperationModel operation, ObjectNode parameters, Optional<String> region,
            Optional<String> query) {
        NormalisedCommand command = new NormalisedCommand(service, operation);
        List<String> words = new ArrayList<>(List.of(service.name(), operation.cliName()));
        service.structure(operation.input()).ifPresent(input -> input.members().stream()
                .filter(member -> parameters.has(member.name()))
                .forEach(member -> words.add(command.option(member, parameters.get(member.name())))));
        region.ifPresent(said -> words.add("--region " + quoted(said)));
        query.ifPresent(said -> words.add("--query " + quoted(said)));
        return String.join(" ", words);
    }

    private String option(ShapeMember member, JsonNode value) {
        String name = member.cliName();
        Shape shape = service.shape(member.shape());
        if (value.isBoolean()) {
            return (value.booleanValue() ? "--" : "--no-") + name;
        }
        Optional<String> moment = value.isIntegralNumber() ? logTimes.words(member.name(), value.longValue())
                : Optional.empty();
        return "--" + name + " " + moment.orElseGet(() -> value(shape, value));
    }

    private String value(Shape shape, JsonNode value) {
        if (shape instanceof Shape.Scalar scalar) {
            return scalar(scalar, value);
        }
        if (!value.isArray()) {
            return complex(shape, value);
        }
        Optional<List<String>> words = words(((Shape.Sequence) shape).element(), value);
        return words.map(list -> String.join(" ", list)).orElseGet(() -> quoted(CommandJson.compact(plainBlobs(shape, value))));
    }

    /** Each item as a word, where words can say it. */
    private Optional<List<String>> words(ShapeMember element, JsonNode list) {
        Shape shape = service.shape(element.shape());
        List<Optional<String>> words = StreamSupport.stream(list.spliterator(), false)
                .map(item -> shape instanceof Shape.Scalar scalar
                        ? Optional.of(text(scalar, item)).filter(NormalisedCommand::isWord).map(NormalisedCommand::quoted)
                        : shorthand(shape, item).map(NormalisedCommand::quoted))
                .toList();
        return words.isEmpty() || words.stream().anyMatch(Optional::isEmpty) ? Optional.empty()
                : Optional.of(words.stream().map(Optional::get).toList());
    }

    private String complex(Shape shape, JsonNode value) {
        return quoted(shorthand(shape, value).orElseGet(() -> CommandJson.compact(plainBlobs(shape, value))));
    }

    private Optional<String> shorthand(Shape shape, JsonNode value) {
        return isJsonOnly(shape) ? Optional.empty() : Shorthand.written(plainBlobs(shape, value));
    }

    /** In shorthand all is text, which says nothing of what any JSON means. */
    private boolean isJsonOnly(Shape shape) {
        if (!(shape instanceof Shape.Structure structure)) {
            return shape instanceof Shape.Mapping map && isDocument(map.value());
        }
        return structure.members().stream().anyMatch(this::isDocument);
    }

    private boolean isDocument(ShapeMember member) {
        return service.shape(member.shape()) instanceof Shape.Scalar scalar && scalar.kind() == Shape.Kind.DOCUMENT;
    }

    private String scalar(Shape.Scalar scalar, JsonNode value) {
        return quoted(text(scalar, value));
    }

    private static String text(Shape.Scalar scalar, JsonNode value) {
        return switch (scalar.kind()) {
            case DOCUMENT -> CommandJson.compact(value);
            case BLOB -> ofBlob(value.asText());
            default -> value.isValueNode() ? value.asText() : CommandJson.compact(value);
        };
    }

    /** Blobs are typed as the text that they are, if they are one. */
    private JsonNode plainBlobs(Shape shape, JsonNode value) {
        if (shape instanceof Shape.Scalar scalar) {
            return scalar.kind() == Shape.Kind.BLOB ? JsonNodeFactory.instance.textNode(ofBlob(value.asText())) : value;
        }
        if (shape instanceof Shape.Sequence list && value.isArray()) {
            ArrayNode plain = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> plain.add(plainBlobs(service.shape(list.element().shape()), item)));
            return plain;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            plain.set(entry.getKey(), shapeOf(shape, entry.getKey()).map(inner -> plainBlobs(inner, entry.getValue()))
                    .orElse(entry.getValue()));
        }
        return plain;
    }

    private Optional<Shape> shapeOf(Shape shape, String name) {
        if (shape instanceof Shape.Structure structure) {
            return structure.member(name).map(ShapeMember::shape).map(service::shape);
        }
        return shape instanceof Shape.Mapping map ? Optional.of(service.shape(map.value().shape())) : Optional.empty();
    }

    private static String ofBlob(String base64) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64))).toString();
        } catch (IllegalArgumentException | CharacterCodingException noText) {
            return base64;
        }
    }

    private static boolean isWord(String text) {
        String bare = text.strip();
        return !bare.startsWith("[") && !bare.startsWith("{") && TypedText.isClean(text);
    }

    /** As one word. */
    static String quoted(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        boolean inDouble = text.indexOf('\'') >= 0 && !UNQUOTABLE.matcher(text).find();
        char mark = inDouble ? '"' : '\'';
        String inside = inDouble ? text : text.replace("'", "'\\''");
        return mark + REWRITTEN.matcher(inside).replaceAll(sign -> sign.group() + mark + mark) + mark;
    }
}
