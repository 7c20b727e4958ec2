package dev.tocsin.aws.call;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.Shape.Mapping;
import dev.tocsin.aws.model.Shape.Scalar;
import dev.tocsin.aws.model.Shape.Sequence;
import dev.tocsin.aws.model.Shape.Structure;
import dev.tocsin.aws.model.ShapeMember;
import dev.tocsin.aws.model.ShapeMember.Place;

/** The parameters of a request as JSON. */
final class JsonBody {

    private final ServiceModel service;

    JsonBody(ServiceModel service) {
        this.service = service;
    }

    /** Those members that belong into the body. */
    ObjectNode structure(Structure structure, JsonNode value, String path) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Given.Member one : Given.members(structure, value, path)) {
            if (one.member().place() == Place.BODY) {
                json.set(one.member().wireName(), value(one.member(), one.value(), one.path()));
            }
        }
        return json;
    }

    JsonNode value(ShapeMember member, JsonNode value, String path) {
        Shape shape = service.shape(member.shape());
        if (value.isNull()) {
            return value;
        }
        if (shape instanceof Structure structure) {
            return structure(structure, value, path);
        }
        if (shape instanceof Sequence sequence) {
            return sequence(sequence, Given.list(value, path), path);
        }
        if (shape instanceof Mapping mapping) {
            return mapping(mapping, Given.map(value, path), path);
        }
        return ScalarValue.json((Scalar) shape, value, member.timestampFormat(), WireTime.UNIX, path);
    }

    private ArrayNode sequence(Sequence sequence, JsonNode elements, String path) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : elements) {
            json.add(value(sequence.element(), element, path + "[" + json.size() + "]"));
        }
        return json;
    }

    private ObjectNode mapping(Mapping mapping, JsonNode entries, String path) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : entries.properties()) {
            json.set(field.getKey(), value(mapping.value(), field.getValue(), BadParameter.in(path, field.getKey())));
        }
        return json;
    }
}
