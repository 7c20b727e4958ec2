package dev.tocsin.aws.call;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.Shape.Mapping;
import dev.tocsin.aws.model.Shape.Scalar;
import dev.tocsin.aws.model.Shape.Sequence;
import dev.tocsin.aws.model.Shape.Structure;
import dev.tocsin.aws.model.ShapeMember;
import dev.tocsin.aws.model.ShapeMember.Place;

/** The parameters of a request as XML. */
final class XmlBody {

    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private final ServiceModel service;
    private final StringBuilder xml = new StringBuilder();

    private XmlBody(ServiceModel service) {
        this.service = service;
    }

    static String of(ServiceModel service, String root, Structure structure, JsonNode value, String path) {
        XmlBody body = new XmlBody(service);
        String namespace = service.xmlNamespace().isEmpty() ? "" : attribute("xmlns", service.xmlNamespace(), path);
        body.structure(root, namespace, structure, value, path);
        return body.xml.toString();
    }

    private void value(String name, ShapeMember member, JsonNode value, String path) {
        Shape shape = service.shape(member.shape());
        if (shape instanceof Structure structure) {
            structure(name, "", structure, value, path);
        } else if (shape instanceof Sequence sequence) {
            sequence(name, sequence, Given.list(value, path), path);
        } else if (shape instanceof Mapping mapping) {
            mapping(name, mapping, Given.map(value, path), path);
        } else if (shape instanceof Scalar scalar) {
            leaf(name, text(scalar, member, value, path), path);
        }
    }

    private static String text(Scalar scalar, ShapeMember member, JsonNode value, String path) {
        return ScalarValue.text(scalar, value, member.timestampFormat(), WireTime.ISO_8601, path);
    }

    private void structure(String name, String namespace, Structure structure, JsonNode value, String path) {
        List<Given.Member> members = Given.members(structure, value, path).stream()
                .filter(one -> one.member().place() == Place.BODY).toList();
        xml.append('<').append(name).append(namespace);
        for (Given.Member one : members) {
            if (one.member().isAttribute()) {
                if (one.member().wireName().startsWith("xsi:")) {
                    xml.append(attribute("xmlns:xsi", XSI, path));
                }
                Scalar scalar = ScalarValue.scalar(service.shape(one.member().shape()), one.path());
                xml.append(attribute(one.member().wireName(), text(scalar, one.member(), one.value(), one.path()), one.path()));
            }
        }
        xml.append('>');
        for (Given.Member one : members) {
            if (!one.member().isAttribute()) {
                value(one.member().wireName(), one.member(), one.value(), one.path());
            }
        }
        close(name);
    }

    private void sequence(String name, Sequence sequence, JsonNode elements, String path) {
        String element = sequence.isFlat() ? name : sequence.element().wireName();
        if (!sequence.isFlat()) {
            xml.append('<').append(name).append('>');
        }
        int number = 0;
        for (JsonNode one : elements) {
            value(element, sequence.element(), one, path + "[" + number++ + "]");
        }
        if (!sequence.isFlat()) {
            close(name);
        }
    }

    private void mapping(String name, Mapping mapping, JsonNode entries, String path) {
        String entry = mapping.isFlat() ? name : "entry";
        if (!mapping.isFlat()) {
            xml.append('<').append(name).append('>');
        }
        for (Map.Entry<String, JsonNode> field : entries.properties()) {
            xml.append('<').append(entry).append('>');
            leaf(mapping.key().wireName(), field.getKey(), path);
            value(mapping.value().wireName(), mapping.value(), field.getValue(), BadParameter.in(path, field.getKey()));
            close(entry);
        }
        if (!mapping.isFlat()) {
            close(name);
        }
    }

    private void leaf(String name, String text, String path) {
        xml.append('<').append(name).append('>').append(escaped(text, path));
        close(name);
    }

    private void close(String name) {
        xml.append("</").append(name).append('>');
    }

    private static String attribute(String name, String value, String path) {
        return " " + name + "=\"" + escaped(value, path) + "\"";
    }

    private static String escaped(String text, String path) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\r', '\n', '\t', '\u0085', '\u2028' -> escaped.append("&#x").append(Integer.toHexString(character))
                        .append(';');
                default -> {
                    if (character < ' ' || character == '\uFFFE' || character == '\uFFFF') {
                        throw new BadParameter(path, "has a control character, which XML cannot hold.");
                    }
                    escaped.append(character);
                }
            }
        }
        return escaped.toString();
    }
}
