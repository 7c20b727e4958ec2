package dev.tocsin.problem;

/** Ends a request with a {@link Problem}. No stack trace: it is an answer, not a fault of ours. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.status() + " " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
