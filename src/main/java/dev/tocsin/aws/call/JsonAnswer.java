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

/** An answer in JSON, read by the names of the model. What the model does not know is left out. */
final class JsonAnswer {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ServiceModel service;

    JsonAnswer(ServiceModel service) {
        this.service = service;
    }

    /** Those members that stand in the body. */
    ObjectNode structure(Structure structure, JsonNode answer) {
        ObjectNode json = JSON.objectNode();
        for (ShapeMember member : structure.members()) {
            JsonNode value = answer.path(member.wireName());
            if (RestAnswer.isInBody(member) && !value.isMissingNode() && !value.isNull()) {
                json.set(member.name(), value(service.shape(member.shape()), value));
            }
        }
        return json;
    }

    JsonNode value(Shape shape, JsonNode value) {
        if (shape instanceof Structure structure && value.isObject()) {
            return structure(structure, value);
        }
        if (shape instanceof Sequence sequence && value.isArray()) {
            Shape element = service.shape(sequence.element().shape());
            ArrayNode json = JSON.arrayNode(value.size());
            value.forEach(one -> json.add(one.isNull() ? one : value(element, one)));
            return json;
        }
        if (shape instanceof Mapping mapping && value.isObject()) {
            return mapping(service.shape(mapping.value().shape()), value);
        }
        return shape instanceof Scalar scalar ? ShownValue.ofJson(scalar, value) : value;
    }

    private ObjectNode mapping(Shape shape, JsonNode value) {
        ObjectNode json = JSON.objectNode();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            json.set(field.getKey(), field.getValue().isNull() ? field.getValue() : value(shape, field.getValue()));
        }
        return json;
    }
}
