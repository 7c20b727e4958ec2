package dev.tocsin.problem;

import java.util.List;
import java.util.stream.Collectors;

/** The problems that resources answer with: {@code throw Problems.notFound("...")}. */
public final class Problems {

    private Problems() {
    }

    /** 400, one entry for each member at fault. */
    public static ProblemException invalid(List<Invalid> errors) {
        String detail = errors.stream().map(error -> error.field() + ": " + error.message())
                .collect(Collectors.joining("; "));
        return new ProblemException(
                Problem.of("invalid-request", 400, "Invalid request", detail).with(errors));
    }

    /** 400, one member at fault. */
    public static ProblemException invalid(String field, String message, String rejectedValue) {
        return invalid(List.of(new Invalid(field, message, rejectedValue)));
    }

    /** 403: not for you, or not like this. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(Problem.of("forbidden", 403, "Forbidden", detail));
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(Problem.of("not-found", 404, "Not found", detail));
    }

    /** 409: the name is taken. */
    public static ProblemException alreadyExists(String detail) {
        return new ProblemException(Problem.of("already-exists", 409, "Already exists", detail));
    }

    /** 409: others need it. */
    public static ProblemException inUse(String detail, String member, List<String> users) {
        return new ProblemException(Problem.of("in-use", 409, "In use", detail).with(member, users));
    }

    /** 409: two requests changed the same thing at the same time. */
    public static ProblemException changedMeanwhile(String detail) {
        return new ProblemException(Problem.of("changed-meanwhile", 409, "Changed meanwhile", detail));
    }

    /** 409: not as things stand. */
    public static ProblemException conflict(String kind, String detail) {
        return new ProblemException(Problem.of(kind, 409, "Conflict", detail));
    }

    /** 412: it is no longer what If-Match names. */
    public static ProblemException preconditionFailed(String detail) {
        return new ProblemException(Problem.of("precondition-failed", 412, "Precondition failed", detail));
    }

    /** 503: something that the operator must set, or that is out of order, is in the way. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(Problem.of("unavailable", 503, "Unavailable", detail));
    }
}
