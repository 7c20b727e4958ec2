package dev.tocsin.problem;

import java.util.Comparator;
import java.util.List;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;

/** Says what Bean Validation found wrong with a request. */
final class Violations {

    private Violations() {
    }

    /** An answer of ours that breaks a constraint is our own fault. */
    static boolean areOfTheRequest(ConstraintViolationException violations) {
        return violations.getConstraintViolations().stream().noneMatch(Violations::isOfTheAnswer);
    }

    static ProblemException problem(ConstraintViolationException violations) {
        List<Invalid> errors = violations.getConstraintViolations().stream().map(Violations::invalid)
                .sorted(Comparator.comparing(Invalid::field)).toList();
        return Problems.invalid(errors);
    }

    private static boolean isOfTheAnswer(ConstraintViolation<?> violation) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    private static Invalid invalid(ConstraintViolation<?> violation) {
        return new Invalid(field(violation.getPropertyPath()), violation.getMessage(), repeated(violation.getInvalidValue()));
    }

    /** Without the method's name, which is ours. */
    private static String field(Path path) {
        String whole = path.toString();
        return whole.substring(whole.indexOf('.') + 1);
    }

    /** Only what has a form that people wrote. */
    private static String repeated(Object value) {
        return value instanceof CharSequence || value instanceof Number || value instanceof Boolean || value instanceof Enum
                ? value.toString()
                : null;
    }
}
