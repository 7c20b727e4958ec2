package dev.tocsin.problem;

import java.time.Duration;
import java.util.Optional;

/** Ends a request with a {@link Problem}. No stack trace: it is an answer, not a fault of ours. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final transient Duration comeAgainAfter;

    ProblemException(Problem problem) {
        this(problem, null);
    }

    /** @param comeAgainAfter null if nothing is to be said of that */
    ProblemException(Problem problem, Duration comeAgainAfter) {
        super(problem.status() + " " + problem.detail(), null, false, false);
        this.problem = problem;
        this.comeAgainAfter = comeAgainAfter;
    }

    /** The same, and what else is to be said. */
    public ProblemException adding(String words) {
        Problem longer = new Problem(problem.type(), problem.title(), problem.status(), problem.detail() + words,
                problem.instance(), problem.errors(), problem.more());
        return new ProblemException(longer, comeAgainAfter);
    }

    public Problem problem() {
        return problem;
    }

    /** When it may be worth another try; empty if nothing is to be said of that. */
    public Optional<Duration> comeAgainAfter() {
        return Optional.ofNullable(comeAgainAfter);
    }
}
