package dev.tocsin.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.command.language.Command;

/**
 * A value of a call's parameters that must not be shown, as AWS's own models say: a password, a payload.
 *
 * @param forms how it may be written, the likeliest first
 */
record SensitiveValue(List<String> forms) {

    private static final int MOST = 100;
    private static final int DEEPEST = 30;

    /** The longest first, since one may be part of another. */
    static List<SensitiveValue> of(Command.Call call) {
        List<SensitiveValue> found = new ArrayList<>();
        call.operation().input().map(call.service()::shape)
                .ifPresent(input -> collect(call.service(), input, call.parameters(), 0, found));
        return found.stream().distinct().limit(MOST)
                .sorted(Comparator.comparingInt((SensitiveValue value) -> value.forms().get(0).length()).reversed()).toList();
    }

    private static void collect(ServiceModel service, Shape shape, JsonNode value, int depth, List<SensitiveValue> found) {
        if (depth > DEEPEST || shape == null || value.isMissingNode()) {
            return;
        }
        if (shape instanceof Shape.Structure structure) {
            structure.members().forEach(member -> collect(service, service.shape(member.shape()), value.path(member.name()),
                    depth + 1, found));
        } else if (shape instanceof Shape.Sequence sequence) {
            value.forEach(element -> collect(service, service.shape(sequence.element().shape()), element, depth + 1, found));
        } else if (shape instanceof Shape.Mapping mapping) {
            value.forEach(element -> collect(service, service.shape(mapping.value().shape()), element, depth + 1, found));
        } else if (shape instanceof Shape.Scalar scalar && scalar.isSensitive() && !value.asText().isEmpty()) {
            found.add(new SensitiveValue(forms(scalar, value.asText())));
        }
    }

    private static List<String> forms(Shape.Scalar scalar, String value) {
        return scalar.kind() == Shape.Kind.BLOB ? decoded(value).filter(text -> !text.isEmpty())
                .map(text -> List.of(text, value)).orElse(List.of(value)) : List.of(value);
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Without what it is. */
    @Override
    public String toString() {
        return "***";
    }
}
