package dev.tocsin.aws.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.aws.model.Effect;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.Shape.Kind;
import dev.tocsin.aws.model.ShapeMember;
import dev.tocsin.aws.model.ShapeMember.Place;
import dev.tocsin.aws.model.WireProtocol;

/** A model in the form in which AWS publishes them, read without a build. */
final class BotocoreModel {

    /** Where a member says it of a shape that others have otherwise. */
    private static final String FLAT = " flat";

    private final JsonNode metadata;
    private final JsonNode shapes;
    private final boolean isQuery;
    private final boolean isEc2;
    private final boolean isAsked;

    private BotocoreModel(JsonNode metadata, JsonNode shapes, boolean isAsked) {
        this.isAsked = isAsked;
        this.metadata = metadata;
        this.shapes = shapes;
        this.isEc2 = metadata.path("protocol").asText().equals("ec2");
        this.isQuery = isEc2 || metadata.path("protocol").asText().equals("query");
    }

    /**
     * A service with one operation.
     *
     * @param isAsked whether it is for requests, in which EC2's members have other names than in answers
     */
    static ServiceModel of(JsonNode metadata, JsonNode shapes, JsonNode operation, boolean isAsked, Effect effect) {
        return new BotocoreModel(metadata, shapes, isAsked).service(operation, effect);
    }

    private ServiceModel service(JsonNode operation, Effect effect) {
        Map<String, Shape> all = new HashMap<>();
        shapes.properties().forEach(shape -> {
            all.put(shape.getKey(), shape(shape.getKey(), shape.getValue(), shape.getValue().path("flattened").asBoolean()));
            all.put(shape.getKey() + FLAT, shape(shape.getKey() + FLAT, shape.getValue(), true));
        });
        WireProtocol protocol = WireProtocol
                .valueOf(metadata.path("protocol").asText().toUpperCase(Locale.ROOT).replace('-', '_'));
        return new ServiceModel(metadata.path("name").asText("things"), "Things", protocol,
                metadata.path("jsonVersion").asText(""), metadata.path("apiVersion").asText(""),
                metadata.path("targetPrefix").asText(""), metadata.path("endpointPrefix").asText("things"),
                metadata.path("signingName").asText(metadata.path("endpointPrefix").asText("things")),
                metadata.has("globalEndpoint"), namespace(operation), List.of(operation(operation, effect)), all);
    }

    private String namespace(JsonNode operation) {
        JsonNode input = operation.path("input");
        JsonNode structure = shapes.path(input.path("shape").asText());
        JsonNode payload = structure.path("members").path(structure.path("payload").asText("?"));
        return input.path("xmlNamespace").path("uri")
                .asText(payload.path("xmlNamespace").path("uri").asText(""));
    }

    private OperationModel operation(JsonNode operation, Effect effect) {
        String name = operation.path("name").asText();
        JsonNode output = operation.path("output");
        Optional<String> wrapper = !isQuery || isEc2 || output.isMissingNode()
                ? Optional.empty()
                : Optional.of(output.path("resultWrapper").asText(name + "Result"));
        return new OperationModel(name, name, "", operation.path("http").path("method").asText("POST"),
                operation.path("http").path("requestUri").asText("/"), text(operation.path("input").path("shape")),
                text(output.path("shape")), wrapper, effect, List.of(), Optional.empty());
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue());
    }

    private Shape shape(String name, JsonNode shape, boolean isFlat) {
        return switch (shape.path("type").asText()) {
            case "structure" -> shape.path("document").asBoolean()
                    ? new Shape.Scalar(name, Kind.DOCUMENT, List.of(), false)
                    : structure(name, shape);
            case "list" -> new Shape.Sequence(name, member("", shape.path("member"), "member"), isFlat);
            case "map" ->
                new Shape.Mapping(name, member("", shape.path("key"), "key"), member("", shape.path("value"), "value"),
                        isFlat);
            default ->
                new Shape.Scalar(name, kind(shape.path("type").asText()), List.of(), shape.path("sensitive").asBoolean());
        };
    }

    private static Kind kind(String type) {
        return type.equals("character") || type.equals("bigdecimal") ? Kind.STRING
                : Kind.valueOf(type.toUpperCase(Locale.ROOT));
    }

    private Shape structure(String name, JsonNode shape) {
        List<ShapeMember> members = new ArrayList<>();
        shape.path("members").properties().forEach(one -> members.add(member(one.getKey(), one.getValue(), one.getKey())));
        Set<String> required = new LinkedHashSet<>();
        shape.path("required").forEach(one -> required.add(one.asText()));
        return new Shape.Structure(name, members, required, text(shape.path("payload")));
    }

    private ShapeMember member(String name, JsonNode member, String usual) {
        JsonNode target = shapes.path(member.path("shape").asText());
        String shape = member.path("shape").asText() + (member.path("flattened").asBoolean() ? FLAT : "");
        return new ShapeMember(name, shape, place(member, target),
                wireName(member, target, usual),
                text(member.path("timestampFormat")).or(() -> text(target.path("timestampFormat"))),
                member.path("xmlAttribute").asBoolean(target.path("xmlAttribute").asBoolean()));
    }

    private String wireName(JsonNode member, JsonNode target, String usual) {
        boolean isFlat = member.path("flattened").asBoolean(target.path("flattened").asBoolean());
        String wire = member.path("locationName").asText(target.path("locationName").asText(usual));
        if (isEc2 && isAsked) {
            return member.path("queryName").asText(wire.substring(0, 1).toUpperCase(Locale.ROOT) + wire.substring(1));
        }
        return isFlat && isQuery ? target.path("member").path("locationName").asText(wire) : wire;
    }

    private static Place place(JsonNode member, JsonNode target) {
        return switch (member.path("location").asText(target.path("location").asText(""))) {
            case "uri" -> Place.URI;
            case "querystring" -> Place.QUERY;
            case "header" -> Place.HEADER;
            case "headers" -> Place.HEADERS;
            case "statusCode" -> Place.STATUS;
            default -> Place.BODY;
        };
    }
}
