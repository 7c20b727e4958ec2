package dev.tocsin.problem;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The problems that resources answer with: {@code throw Problems.notFound("...")}. */
public final class Problems {

    /** How many errors the sentence repeats; the list has more. */
    private static final int IN_WORDS = 10;

    private Problems() {
    }

    /** 400, one entry for each member at fault: the first hundred, and how many more there are. */
    public static ProblemException invalid(List<Invalid> errors) {
        List<Invalid> listed = Objections.listed(errors);
        return new ProblemException(
                Problem.of("invalid-request", 400, "Invalid request", inWords(listed, ": ")).with(listed));
    }

    /** The first few, for a sentence or a line of the log. */
    public static String inWords(List<Invalid> errors, String between) {
        String words = errors.stream().limit(IN_WORDS).map(error -> error.field() + between + error.message())
                .collect(Collectors.joining("; "));
        return errors.size() <= IN_WORDS ? words : words + "; and more";
    }

    /** 400, one member at fault. */
    public static ProblemException invalid(String field, String message, String rejectedValue) {
        return invalid(List.of(new Invalid(field, message, rejectedValue)));
    }

    /** 401: it is not known who you are. */
    public static ProblemException unauthorized(String detail) {
        return new ProblemException(Problem.of(401, "Unauthorized", detail));
    }

    /** 429 with Retry-After: too many in a short time. */
    public static ProblemException tooMany(String detail, Duration comeAgainAfter) {
        return new ProblemException(Problem.of("too-many-requests", 429, "Too many requests", detail), comeAgainAfter);
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

    /** 503 with Retry-After: too much is asked for at once. */
    public static ProblemException busy(String detail, Duration comeAgainAfter) {
        return new ProblemException(Problem.of("busy", 503, "Busy", detail), comeAgainAfter);
    }
}
