package dev.tocsin.aws.call;

import java.util.List;

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

/** An answer in XML, read by the names of the model. What the model does not know is left out. */
final class XmlAnswer {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ServiceModel service;

    XmlAnswer(ServiceModel service) {
        this.service = service;
    }

    /** Those members that stand in the body. */
    ObjectNode structure(Structure structure, XmlElement element) {
        ObjectNode json = JSON.objectNode();
        for (ShapeMember member : structure.members()) {
            if (RestAnswer.isInBody(member)) {
                JsonNode value = member.isAttribute() ? attribute(member, element) : member(member, element);
                if (!value.isMissingNode()) {
                    json.set(member.name(), value);
                }
            }
        }
        return json;
    }

    private JsonNode attribute(ShapeMember member, XmlElement element) {
        String value = element.attributes().get(member.wireName());
        return value != null && service.shape(member.shape()) instanceof Scalar scalar
                ? ShownValue.ofText(scalar, value)
                : JSON.missingNode();
    }

    private JsonNode member(ShapeMember member, XmlElement element) {
        Shape shape = service.shape(member.shape());
        List<XmlElement> found = element.children(member.wireName());
        if (found.isEmpty()) {
            return JSON.missingNode();
        }
        if (shape instanceof Sequence sequence && sequence.isFlat()) {
            return sequence(sequence, found);
        }
        return shape instanceof Mapping mapping && mapping.isFlat() ? mapping(mapping, found) : value(shape, found.get(0));
    }

    private JsonNode value(Shape shape, XmlElement element) {
        if (shape instanceof Structure structure) {
            return structure(structure, element);
        }
        if (shape instanceof Sequence sequence) {
            return sequence(sequence, element.children());
        }
        if (shape instanceof Mapping mapping) {
            return mapping(mapping, element.children());
        }
        return ShownValue.ofText((Scalar) shape, element.text());
    }

    private ArrayNode sequence(Sequence sequence, List<XmlElement> elements) {
        Shape shape = service.shape(sequence.element().shape());
        ArrayNode json = JSON.arrayNode(elements.size());
        elements.forEach(element -> json.add(value(shape, element)));
        return json;
    }

    private ObjectNode mapping(Mapping mapping, List<XmlElement> entries) {
        Shape shape = service.shape(mapping.value().shape());
        ObjectNode json = JSON.objectNode();
        for (XmlElement entry : entries) {
            entry.child(mapping.key().wireName()).ifPresent(key -> entry.child(mapping.value().wireName())
                    .ifPresent(value -> json.set(key.text(), value(shape, value))));
        }
        return json;
    }
}
