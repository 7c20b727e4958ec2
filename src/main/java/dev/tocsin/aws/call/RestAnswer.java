package dev.tocsin.aws.call;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.AwsReply;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.Shape.Kind;
import dev.tocsin.aws.model.Shape.Mapping;
import dev.tocsin.aws.model.Shape.Scalar;
import dev.tocsin.aws.model.Shape.Sequence;
import dev.tocsin.aws.model.Shape.Structure;
import dev.tocsin.aws.model.ShapeMember;
import dev.tocsin.aws.model.WireProtocol;

/** An answer of the protocols rest-json and rest-xml, whose members stand in the status, in headers and in the body. */
final class RestAnswer {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ServiceModel service;
    private final AwsReply.Whole reply;

    RestAnswer(ServiceModel service, AwsReply.Whole reply) {
        this.service = service;
        this.reply = reply;
    }

    /** Empty if it is not what the protocol says. */
    Optional<JsonNode> read(Structure output) {
        ObjectNode json = JSON.objectNode();
        output.members().forEach(member -> outsideOfTheBody(member).ifPresent(value -> json.set(member.name(), value)));
        Optional<ShapeMember> payload = output.payload().flatMap(output::member);
        if (payload.isPresent()) {
            return payload(payload.get()).map(value -> value.isMissingNode() ? json : json.set(payload.get().name(), value));
        }
        return body(output).map(json::setAll);
    }

    /** Answers have no address, so what stands there in a request is in the body. */
    static boolean isInBody(ShapeMember member) {
        return switch (member.place()) {
            case BODY, URI, QUERY -> true;
            case HEADER, HEADERS, STATUS -> false;
        };
    }

    private Optional<JsonNode> outsideOfTheBody(ShapeMember member) {
        return switch (member.place()) {
            case STATUS -> Optional.of(JSON.numberNode(reply.status()));
            case HEADER -> Optional.ofNullable(reply.headers().get(member.wireName().toLowerCase(Locale.ROOT)))
                    .flatMap(value -> header(service.shape(member.shape()), value));
            case HEADERS -> headers(member);
            case BODY, URI, QUERY -> Optional.empty();
        };
    }

    private Optional<JsonNode> header(Shape shape, String value) {
        if (shape instanceof Scalar scalar) {
            return Optional.of(ShownValue.ofText(scalar, value));
        }
        if (shape instanceof Sequence sequence && service.shape(sequence.element().shape()) instanceof Scalar element) {
            ArrayNode json = JSON.arrayNode();
            separated(value, element.kind() == Kind.TIMESTAMP).forEach(one -> json.add(ShownValue.ofText(element, one)));
            return Optional.of(json);
        }
        return Optional.empty();
    }

    /** By commas that stand in no quotes; a time in a header has a comma itself. */
    private static List<String> separated(String value, boolean isTimes) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean isQuoted = false;
        boolean isWhole = true;
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '\\' && isQuoted && i + 1 < value.length()) {
                part.append(value.charAt(++i));
            } else if (character == '"') {
                isQuoted = !isQuoted;
            } else if (character == ',' && !isQuoted && isTimes && isWhole) {
                part.append(character);
                isWhole = false;
            } else if (character == ',' && !isQuoted) {
                parts.add(part.toString().strip());
                part.setLength(0);
                isWhole = true;
            } else {
                part.append(character);
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }

    private Optional<JsonNode> headers(ShapeMember member) {
        String prefix = member.wireName().toLowerCase(Locale.ROOT);
        ObjectNode json = JSON.objectNode();
        if (service.shape(member.shape()) instanceof Mapping mapping
                && service.shape(mapping.value().shape()) instanceof Scalar scalar) {
            reply.headers().forEach((name, value) -> {
                if (name.startsWith(prefix)) {
                    json.set(name.substring(prefix.length()), ShownValue.ofText(scalar, value));
                }
            });
        }
        return Optional.of(json);
    }

    private Optional<JsonNode> payload(ShapeMember member) {
        if (reply.body().length == 0) {
            return Optional.of(JSON.missingNode());
        }
        Shape shape = service.shape(member.shape());
        if (shape instanceof Scalar scalar && scalar.kind() == Kind.BLOB) {
            return Optional.of(content());
        }
        if (shape instanceof Scalar scalar && scalar.kind() != Kind.DOCUMENT) {
            return Optional.of(ShownValue.ofText(scalar, text()));
        }
        if (service.protocol() == WireProtocol.REST_JSON) {
            return JsonText.read(reply.body()).map(answer -> new JsonAnswer(service).value(shape, answer));
        }
        return shape instanceof Structure structure
                ? XmlTree.read(reply.body()).map(root -> new XmlAnswer(service).structure(structure, root))
                : Optional.empty();
    }

    /** What somebody's own program answered: JSON as such, text as text, anything else in base64. */
    private JsonNode content() {
        Optional<JsonNode> json = JsonText.read(reply.body());
        if (json.isPresent()) {
            return json.get();
        }
        try {
            return JSON.textNode(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(reply.body())).toString());
        } catch (CharacterCodingException noText) {
            return JSON.textNode(Base64.getEncoder().encodeToString(reply.body()));
        }
    }

    private String text() {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private Optional<ObjectNode> body(Structure output) {
        boolean hasBody = output.members().stream().anyMatch(RestAnswer::isInBody);
        if (!hasBody || reply.body().length == 0) {
            return Optional.of(JSON.objectNode());
        }
        if (service.protocol() == WireProtocol.REST_JSON) {
            return JsonText.read(reply.body()).map(answer -> new JsonAnswer(service).structure(output, answer));
        }
        return XmlTree.read(reply.body()).map(root -> xml(output, root));
    }

    /** S3 answers the Region of a bucket by an element that is the value itself, and by an empty one for us-east-1. */
    private ObjectNode xml(Structure output, XmlElement root) {
        boolean isValueItself = output.members().size() == 1 && root.children().isEmpty()
                && output.members().get(0).wireName().equals(root.name());
        return isValueItself
                ? JSON.objectNode().put(output.members().get(0).name(), root.text().isEmpty() ? null : root.text())
                : new XmlAnswer(service).structure(output, root);
    }
}
