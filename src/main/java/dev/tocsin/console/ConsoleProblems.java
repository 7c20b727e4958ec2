package dev.tocsin.console;

import jakarta.inject.Singleton;

import dev.tocsin.problem.Problem;
import dev.tocsin.problem.ProblemPage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Problems as pages; what passes by itself is asked again by the page, unless it was sent by a form. */
@Singleton
final class ConsoleProblems implements ProblemPage {

    private static final String CONSOLE = "/console";
    private static final int UNAVAILABLE = 503;

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ProblemPart(Problem problem) implements TemplateInstance {
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ProblemWhole(Problem problem, boolean comesBack) implements TemplateInstance {
    }

    @Override
    public boolean isFor(String path) {
        return path.equals(CONSOLE) || path.startsWith(CONSOLE + "/");
    }

    @Override
    public String html(Problem problem, boolean isPart, boolean isReading) {
        TemplateInstance page = isPart ? new ProblemPart(problem)
                : new ProblemWhole(problem, isReading && problem.status() == UNAVAILABLE);
        return DirectionMarks.shown(page.render());
    }
}
