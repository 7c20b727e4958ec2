package dev.tocsin.aws.call;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.Shape.Mapping;
import dev.tocsin.aws.model.Shape.Scalar;
import dev.tocsin.aws.model.Shape.Sequence;
import dev.tocsin.aws.model.Shape.Structure;
import dev.tocsin.aws.model.ShapeMember;
import dev.tocsin.aws.model.WireProtocol;

/** Requests of the protocols query and ec2: one form, in which names say what is within what. */
final class FormBody {

    private final ServiceModel service;
    private final boolean isEc2;
    private final StringBuilder form = new StringBuilder();

    private FormBody(ServiceModel service) {
        this.service = service;
        this.isEc2 = service.protocol() == WireProtocol.EC2;
    }

    static byte[] of(ServiceModel service, OperationModel operation, ObjectNode parameters) {
        FormBody body = new FormBody(service);
        body.add("Action", operation.name());
        body.add("Version", service.apiVersion());
        service.structure(operation.input()).ifPresent(input -> body.structure("", "", input, parameters));
        return body.form.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(String name, String path, ShapeMember member, JsonNode value) {
        Shape shape = service.shape(member.shape());
        if (shape instanceof Scalar scalar) {
            add(name, ScalarValue.text(scalar, value, member.timestampFormat(), WireTime.ISO_8601, path));
        } else if (shape instanceof Structure structure) {
            structure(name, path, structure, value);
        } else if (shape instanceof Sequence sequence) {
            sequence(name, path, sequence, value);
        } else if (shape instanceof Mapping mapping) {
            mapping(name, path, mapping, value);
        }
    }

    private void structure(String name, String path, Structure structure, JsonNode value) {
        for (Given.Member one : Given.members(structure, value, path)) {
            value(within(name, one.member().wireName()), one.path(), one.member(), one.value());
        }
    }

    private void sequence(String name, String path, Sequence sequence, JsonNode value) {
        JsonNode elements = Given.list(value, path);
        if (elements.isEmpty()) {
            if (!isEc2) {
                add(name, "");
            }
            return;
        }
        String listed = isEc2 || sequence.isFlat() ? name : name + "." + sequence.element().wireName();
        int number = 1;
        for (JsonNode element : elements) {
            value(listed + "." + number, path + "[" + (number - 1) + "]", sequence.element(), element);
            number++;
        }
    }

    private void mapping(String name, String path, Mapping mapping, JsonNode value) {
        String entry = mapping.isFlat() ? name : name + ".entry";
        int number = 1;
        for (Map.Entry<String, JsonNode> one : Given.map(value, path).properties()) {
            add(entry + "." + number + "." + mapping.key().wireName(), one.getKey());
            value(entry + "." + number + "." + mapping.value().wireName(), BadParameter.in(path, one.getKey()),
                    mapping.value(), one.getValue());
            number++;
        }
    }

    private static String within(String outer, String inner) {
        return outer.isEmpty() ? inner : outer + "." + inner;
    }

    private void add(String name, String value) {
        if (form.length() > 0) {
            form.append('&');
        }
        form.append(Percent.encoded(name)).append('=').append(Percent.encoded(value));
    }
}
