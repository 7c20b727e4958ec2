package dev.tocsin.aws.call;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.Shape.Kind;
import dev.tocsin.aws.model.Shape.Mapping;
import dev.tocsin.aws.model.Shape.Scalar;
import dev.tocsin.aws.model.Shape.Sequence;
import dev.tocsin.aws.model.Shape.Structure;
import dev.tocsin.aws.model.ShapeMember;
import dev.tocsin.aws.model.ShapeMember.Place;
import dev.tocsin.aws.model.WireProtocol;

/** Requests of the protocols rest-json and rest-xml, whose members stand in the address, in headers and in the body. */
final class RestRequest {

    private static final String CONTENT_TYPE = "Content-Type";

    private final ServiceModel service;
    private final Map<String, String> labels = new HashMap<>();
    private final List<Map.Entry<String, String>> query = new ArrayList<>();
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private RestRequest(ServiceModel service) {
        this.service = service;
    }

    static CallRequest of(ServiceModel service, OperationModel operation, ObjectNode parameters) {
        RestRequest request = new RestRequest(service);
        byte[] body = service.structure(operation.input()).map(input -> {
            // Maps come last, for what has a name of its own goes before.
            Given.members(input, parameters, "").stream()
                    .sorted(Comparator.comparing(one -> service.shape(one.member().shape()) instanceof Mapping))
                    .forEach(request::place);
            return request.body(input, parameters);
        }).orElse(new byte[0]);
        UriTemplate uri = UriTemplate.of(operation.uri());
        List<Map.Entry<String, String>> query = new ArrayList<>(uri.constants());
        request.query.stream().filter(one -> uri.constants().stream().noneMatch(set -> set.getKey().equals(one.getKey())))
                .forEach(query::add);
        return new CallRequest(operation.method(), uri.path(request.labels), query, request.headers, body);
    }

    private void place(Given.Member given) {
        ShapeMember member = given.member();
        Shape shape = service.shape(member.shape());
        switch (member.place()) {
            case URI -> labels.put(member.wireName(), text(member, given.value(), WireTime.ISO_8601, given.path()));
            case QUERY -> query(member.wireName(), shape, given);
            case HEADER -> header(member, shape, given);
            case HEADERS -> headers(member, given);
            case BODY, STATUS -> {
                // The body has the rest.
            }
        }
    }

    private String text(ShapeMember member, JsonNode value, WireTime usual, String path) {
        return ScalarValue.text(ScalarValue.scalar(service.shape(member.shape()), path), value, member.timestampFormat(), usual,
                path);
    }

    private void query(String name, Shape shape, Given.Member given) {
        if (shape instanceof Sequence sequence) {
            queryList(name, sequence, given.value(), given.path());
        } else if (shape instanceof Mapping mapping) {
            for (Map.Entry<String, JsonNode> field : Given.map(given.value(), given.path()).properties()) {
                String path = BadParameter.in(given.path(), field.getKey());
                if (query.stream().anyMatch(one -> one.getKey().equals(field.getKey()))) {
                    continue;
                }
                if (service.shape(mapping.value().shape()) instanceof Sequence sequence) {
                    queryList(field.getKey(), sequence, field.getValue(), path);
                } else {
                    query.add(Map.entry(field.getKey(), text(mapping.value(), field.getValue(), WireTime.ISO_8601, path)));
                }
            }
        } else {
            query.add(Map.entry(name, text(given.member(), given.value(), WireTime.ISO_8601, given.path())));
        }
    }

    private void queryList(String name, Sequence sequence, JsonNode value, String path) {
        for (JsonNode element : Given.list(value, path)) {
            query.add(Map.entry(name, text(sequence.element(), element, WireTime.ISO_8601, path)));
        }
    }

    private void header(ShapeMember member, Shape shape, Given.Member given) {
        if (shape instanceof Sequence sequence) {
            List<String> values = new ArrayList<>();
            for (JsonNode element : Given.list(given.value(), given.path())) {
                values.add(quoted(text(sequence.element(), element, WireTime.RFC_822, given.path()),
                        service.shape(sequence.element().shape())));
            }
            if (!values.isEmpty()) {
                put(member.wireName(), String.join(",", values), given.path());
            }
        } else {
            put(member.wireName(), text(member, given.value(), WireTime.RFC_822, given.path()), given.path());
        }
    }

    /** Only texts can have what separates them. */
    private static String quoted(String value, Shape shape) {
        boolean isText = shape instanceof Scalar scalar && scalar.kind() == Kind.STRING;
        return isText && (value.contains(",") || value.contains("\""))
                ? "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : value;
    }

    private void headers(ShapeMember member, Given.Member given) {
        for (Map.Entry<String, JsonNode> field : Given.map(given.value(), given.path()).properties()) {
            String path = BadParameter.in(given.path(), field.getKey());
            if (!field.getKey().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                throw new BadParameter(path, "cannot be the name of a header.");
            }
            put(member.wireName() + field.getKey(), field.getValue().asText(), path);
        }
    }

    private void put(String name, String value, String path) {
        if (value.chars().anyMatch(character -> character < ' ' || character > '~')) {
            throw new BadParameter(path, "is sent in a header, which can have ASCII without line breaks only.");
        }
        headers.put(name, value);
    }

    private byte[] body(Structure input, ObjectNode parameters) {
        if (input.payload().isPresent()) {
            ShapeMember payload = input.member(input.payload().get()).orElseThrow();
            JsonNode value = parameters.path(payload.name());
            return value.isMissingNode() || value.isNull() ? absent(payload) : payload(payload, value);
        }
        boolean hasBody = input.members().stream().anyMatch(member -> member.place() == Place.BODY);
        return hasBody ? structure(input.name(), input, parameters, "") : new byte[0];
    }

    private byte[] absent(ShapeMember payload) {
        boolean isObject = service.shape(payload.shape()) instanceof Structure && service.protocol() == WireProtocol.REST_JSON;
        return isObject ? written("{}", "application/json") : new byte[0];
    }

    private byte[] payload(ShapeMember payload, JsonNode value) {
        Shape shape = service.shape(payload.shape());
        if (shape instanceof Structure structure) {
            return structure(payload.wireName(), structure, value, payload.name());
        }
        if (shape instanceof Scalar scalar) {
            return switch (scalar.kind()) {
                case BLOB -> {
                    headers.putIfAbsent(CONTENT_TYPE, "application/octet-stream");
                    yield ScalarValue.bytes(value, payload.name());
                }
                case DOCUMENT -> written(value.toString(), "application/json");
                default -> written(text(payload, value, WireTime.ISO_8601, payload.name()), "text/plain");
            };
        }
        return written(new JsonBody(service).value(payload, value, payload.name()).toString(), "application/json");
    }

    private byte[] structure(String root, Structure structure, JsonNode value, String path) {
        if (service.protocol() == WireProtocol.REST_JSON) {
            return written(new JsonBody(service).structure(structure, value, path).toString(), "application/json");
        }
        boolean isEmpty = path.isEmpty() && Given.members(structure, value, path).stream()
                .noneMatch(one -> one.member().place() == Place.BODY);
        return isEmpty
                ? new byte[0]
                : written(XmlBody.of(service, root, structure, value, path), "application/xml");
    }

    private byte[] written(String body, String type) {
        headers.putIfAbsent(CONTENT_TYPE, type);
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
