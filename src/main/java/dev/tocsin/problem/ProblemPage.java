package dev.tocsin.problem;

/** Shows problems to people, at the paths that it knows; each bean of this type takes part. */
public interface ProblemPage {

    /** @param path as it came, percent-encoded */
    boolean isFor(String path);

    /**
     * A whole page, or what takes its place within one.
     *
     * @param isPart whether a page asked that is there already
     * @param isReading whether it can be asked again without harm
     * @return HTML
     */
    String html(Problem problem, boolean isPart, boolean isReading);
}
