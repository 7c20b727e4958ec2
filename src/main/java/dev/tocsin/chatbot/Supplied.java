package dev.tocsin.chatbot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Problems;

/**
 * What only a deployed stack knows, as the caller supplies it: values of parameters, of pseudo parameters such as
 * {@code AWS::Region}, and what resources have become, {@code Topic} for its Ref and {@code Role.Arn} for an attribute.
 */
record Supplied(Map<String, String> values) {

    static final int MOST = 200;

    Supplied {
        values = Map.copyOf(values);
    }

    /** From {@code Name=value}, each. */
    static Supplied of(List<String> parameters) {
        if (parameters.size() > MOST) {
            throw Problems.invalid(List.of(Invalid.of("parameter",
                    "may be given " + MOST + " times at most, is given " + parameters.size() + " times")));
        }
        Map<String, String> values = new HashMap<>();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw Problems.invalid("parameter", "must be Name=value, for instance AWS::Region=eu-central-1", parameter);
            }
            values.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return new Supplied(values);
    }

    Optional<String> of(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
