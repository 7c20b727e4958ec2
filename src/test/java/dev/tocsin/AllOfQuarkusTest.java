package dev.tocsin;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/**
 * The second ring as if it were one class. A whole run has two processes, to which Surefire hands out one class after the
 * other; tests of Quarkus that were handed out so would each start the application anew. By its name this is the first: one
 * process has all of them, and the other one the plain tests, until the first can help.
 */
public final class AllOfQuarkusTest implements TestEngine {

    static final Path LIST = Path.of("src/test/quarkus-tests.txt");

    private final JupiterTestEngine jupiter = new JupiterTestEngine();

    @Override
    public String getId() {
        return "second-ring";
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest asked, UniqueId id) {
        boolean isMeant = asked.getSelectorsByType(ClassSelector.class).stream()
                .anyMatch(one -> one.getClassName().equals(AllOfQuarkusTest.class.getName()));
        if (!isMeant) {
            return new EngineDescriptor(id, "None of the second ring");
        }
        return isInMaven() ? something(id) : jupiter.discover(request().selectors(listed()).build(), id);
    }

    /** Maven itself asks beforehand which classes have tests, and Quarkus would make applications of those that are found. */
    private static boolean isInMaven() {
        return System.getProperty("classworlds.conf") != null;
    }

    private static TestDescriptor something(UniqueId id) {
        EngineDescriptor some = new EngineDescriptor(id, "The second ring");
        some.addChild(new AbstractTestDescriptor(id.append("class", AllOfQuarkusTest.class.getName()), "all") {
            @Override
            public Type getType() {
                return Type.TEST;
            }
        });
        return some;
    }

    @Override
    public void execute(ExecutionRequest request) {
        TestDescriptor found = request.getRootTestDescriptor();
        if (found.getChildren().isEmpty()) {
            request.getEngineExecutionListener().executionStarted(found);
            request.getEngineExecutionListener().executionFinished(found, TestExecutionResult.successful());
        } else {
            jupiter.execute(request);
        }
    }

    private static List<ClassSelector> listed() {
        try {
            return Files.readAllLines(LIST).stream().filter(line -> !line.startsWith("#"))
                    .map(line -> selectClass(line.replace(".java", "").replace('/', '.'))).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
