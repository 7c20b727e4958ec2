package dev.tocsin.command.language;

import java.util.List;
import java.util.stream.Collectors;

import dev.tocsin.aws.model.CliNames;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.ShapeMember;

/** What a value has to be, in words and by example. */
record ValueWords(ServiceModel service) {

    private static final int MOST_VALUES = 8;
    private static final int MOST_MEMBERS = 3;

    /** For instance {@code a whole number}. */
    String of(ShapeMember member) {
        return of(service.shape(member.shape()), member.name());
    }

    /** What it is for, as far as AWS's models say it, and what it has to be. */
    String meaning(ShapeMember member) {
        String summary = HelpPages.plain(member.summary());
        return (summary.isEmpty() ? "" : summary + (summary.endsWith(".") ? " " : ". ") + "It is ") + of(member);
    }

    /** @param name as people know it: that of the option, since shapes have names that only the models use */
    private String of(Shape shape, String name) {
        if (shape instanceof Shape.Scalar scalar) {
            return scalar(scalar);
        }
        if (shape instanceof Shape.Sequence list) {
            Shape element = service.shape(list.element().shape());
            return element instanceof Shape.Scalar scalar && !scalar.values().isEmpty()
                    ? "some of " + Echo.some(scalar.values(), MOST_VALUES)
                    : "a list, as in " + Echo.code(example(shape, name, 0));
        }
        return "names and values, as in " + Echo.code(example(shape, name, 0));
    }

    private static String scalar(Shape.Scalar scalar) {
        if (!scalar.values().isEmpty()) {
            return scalar.values().size() == 1 ? Echo.of(scalar.values().get(0))
                    : "one of " + Echo.some(scalar.values(), MOST_VALUES);
        }
        return switch (scalar.kind()) {
            case STRING -> "text";
            case INTEGER, LONG -> "a whole number";
            case FLOAT, DOUBLE -> "a number";
            case BOOLEAN -> "on or off";
            case TIMESTAMP -> "a time, as in `2025-03-01T14:00:00Z` or `-3h`";
            case BLOB -> "text or JSON";
            case DOCUMENT -> "JSON";
        };
    }

    String example(Shape shape) {
        return example(shape, shape.name(), 0);
    }

    /** For instance {@code Name=<name>,Values=<value>,<value>}. */
    String example(ShapeMember member) {
        return example(service.shape(member.shape()), member.name(), 0);
    }

    private String example(Shape shape, String name, int depth) {
        if (shape instanceof Shape.Scalar scalar) {
            // In AWS's shorthand a brace begins a structure.
            return scalar.kind() == Shape.Kind.BLOB && depth > 0 ? "<" + words(name) + ">" : scalar(scalar, name);
        }
        if (depth > 1) {
            return "...";
        }
        if (shape instanceof Shape.Sequence list) {
            Shape element = service.shape(list.element().shape());
            boolean isWord = depth == 0 && element instanceof Shape.Structure;
            String one = example(element, singular(name), isWord ? 0 : depth + 1);
            return element instanceof Shape.Scalar ? one + (depth == 0 ? " " : ",") + one : depth == 0 ? one : "[" + one + "]";
        }
        if (shape instanceof Shape.Mapping map) {
            String pair = scalar((Shape.Scalar) service.shape(map.key().shape()), map.key().name()) + "="
                    + example(service.shape(map.value().shape()), map.value().name(), depth + 1);
            return depth == 0 ? pair : "{" + pair + "}";
        }
        Shape.Structure structure = (Shape.Structure) shape;
        List<ShapeMember> required = structure.members().stream()
                .filter(member -> structure.required().contains(member.name())).toList();
        List<ShapeMember> shown = required.isEmpty() ? structure.members().stream().limit(MOST_MEMBERS).toList() : required;
        String pairs = shown.stream()
                .map(member -> member.name() + "=" + example(service.shape(member.shape()), member.name(), depth + 1))
                .collect(Collectors.joining(","));
        return depth == 0 ? pairs : "{" + pairs + "}";
    }

    private static String scalar(Shape.Scalar scalar, String name) {
        if (!scalar.values().isEmpty()) {
            return scalar.values().get(0);
        }
        return switch (scalar.kind()) {
            case INTEGER, LONG -> "10";
            case FLOAT, DOUBLE -> "1.5";
            case BOOLEAN -> "true";
            case TIMESTAMP -> "-1h";
            case BLOB, DOCUMENT -> "{\"key\": \"value\"}";
            case STRING -> "<" + words(name) + ">";
        };
    }

    private static String singular(String name) {
        return name.length() > 2 && name.endsWith("s") && !name.endsWith("ss") ? name.substring(0, name.length() - 1) : name;
    }

    private static String words(String name) {
        return CliNames.of(name);
    }
}
