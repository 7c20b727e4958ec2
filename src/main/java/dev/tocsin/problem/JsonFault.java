package dev.tocsin.problem;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says what is wrong with a JSON body: where, and what was expected. Values are never repeated, because Jackson does not
 * know which of them are secret, and neither are the names of our classes, which its own messages are full of.
 */
final class JsonFault {

    private static final Set<Class<?>> WHOLE = Set.of(Integer.class, int.class, Long.class, long.class);

    private JsonFault() {
    }

    static ProblemException problem(JsonProcessingException fault) {
        if (fault instanceof StreamConstraintsException) {
            return malformed("The body is too deep, has too many values, or a number or name that is too long"
                    + place(fault.getLocation()));
        }
        if (fault instanceof UnrecognizedPropertyException unknown) {
            return Problems.invalid(List.of(Invalid.of(path(unknown), "unknown member" + known(unknown))));
        }
        if (startsWith(fault, "Trailing token")) {
            return malformed("The body goes on after its end" + place(fault.getLocation()));
        }
        if (fault instanceof UnusableText unusable) {
            return Problems.invalid(List.of(Invalid.of(path(unusable), unusable.getOriginalMessage())));
        }
        if (fault instanceof MismatchedInputException mismatch) {
            return Problems.invalid(List.of(Invalid.of(path(mismatch), "must be " + expected(mismatch))));
        }
        if (fault instanceof JsonMappingException tooLarge && fault.getCause() instanceof InputCoercionException) {
            return Problems.invalid(List.of(Invalid.of(path(tooLarge), "must be a number that is nearer to zero")));
        }
        if (startsWith(fault, "Duplicate field")) {
            return malformed("The body names a member twice" + place(fault.getLocation()));
        }
        return malformed("The body is not valid JSON" + place(fault.getLocation()));
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.of("malformed-json", 400, "Malformed JSON", detail));
    }

    /** Jackson has no class of its own for these. */
    private static boolean startsWith(JsonProcessingException fault, String words) {
        return fault.getOriginalMessage() != null && fault.getOriginalMessage().startsWith(words);
    }

    private static String place(JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** For instance {@code tags[0].tagKey}; {@code body} for the whole. */
    private static String path(JsonMappingException fault) {
        String path = fault.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "body" : path.startsWith(".") ? path.substring(1) : path;
    }

    private static String known(UnrecognizedPropertyException fault) {
        Collection<Object> known = fault.getKnownPropertyIds();
        return known == null || known.isEmpty()
                ? ""
                : "; there are " + known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String expected(MismatchedInputException fault) {
        Class<?> type = fault.getTargetType();
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants()).stream().map(String::valueOf)
                    .collect(Collectors.joining(", "));
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (WHOLE.contains(type)) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        if (type == Instant.class) {
            return "a time, for instance 2027-12-31T00:00:00Z";
        }
        // A Secret is written as a string; this room does not know the class.
        return type == String.class || type.getSimpleName().equals("Secret") ? "a string" : "an object";
    }
}
