package dev.tocsin.problem;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkus.arc.All;

/** Who is told of a problem by a page. Programs that go to a page's address are told as the API tells it. */
@Singleton
final class ProblemPages {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final List<ProblemPage> pages;

    ProblemPages(@All List<ProblemPage> pages) {
        this.pages = pages;
    }

    /**
     * HTML; empty for whoever wants a document.
     *
     * @param path as it came, percent-encoded
     * @param accepted what the request says of answers, or null
     * @param asksForPart what htmx says within a page, or null
     */
    Optional<String> html(Problem problem, String path, String method, String accepted, String asksForPart) {
        boolean isPart = asksForPart != null;
        boolean isOfABrowser = accepted != null && accepted.contains("html");
        return pages.stream().filter(page -> page.isFor(path) && (isPart || isOfABrowser)).findFirst()
                .map(page -> page.html(problem, isPart, READING.contains(method)));
    }
}
