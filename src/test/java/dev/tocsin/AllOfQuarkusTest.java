package dev.tocsin;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/**
 * The second ring as if it were one class, and those of it that have an application of their own as if they were another one,
 * {@link AloneInQuarkusTest}. A whole run has two processes, to which Surefire hands out one class after the other; tests of
 * Quarkus that were handed out so would each start the application anew. By their names these two are the first, so each
 * process has one of them and then plain tests.
 */
public final class AllOfQuarkusTest implements TestEngine {

    static final Path LIST = Path.of("src/test/quarkus-tests.txt");
    /** Before it in the list are those of {@link AllOfQuarkusTest}, after it those of {@link AloneInQuarkusTest}. */
    static final String ALONE = "# With an application of their own:";

    private final JupiterTestEngine jupiter = new JupiterTestEngine();

    @Override
    public String getId() {
        return "second-ring";
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest asked, UniqueId id) {
        List<String> meant = asked.getSelectorsByType(ClassSelector.class).stream().map(ClassSelector::getClassName)
                .filter(Set.of(AllOfQuarkusTest.class.getName(), AloneInQuarkusTest.class.getName())::contains).toList();
        if (meant.isEmpty()) {
            return new EngineDescriptor(id, "None of the second ring");
        }
        return isInMaven() ? something(id, meant) : found(id, listed(meant), jupiter);
    }

    /** All that is listed, or a test that fails: of classes that cannot be made ready the platform would say nothing. */
    static TestDescriptor found(UniqueId id, List<ClassSelector> listed, TestEngine by) {
        TestDescriptor found;
        try {
            found = alone(() -> by.discover(request().selectors(listed).build(), id));
        } catch (RuntimeException | IOException | Error failure) {
            return new NotFound(id, failure);
        }
        Set<String> missing = listed.stream().map(ClassSelector::getClassName).collect(Collectors.toCollection(TreeSet::new));
        found.getChildren().forEach(child -> child.getSource().filter(ClassSource.class::isInstance)
                .ifPresent(source -> missing.remove(((ClassSource) source).getClassName())));
        return missing.isEmpty() ? found
                : new NotFound(id, new IllegalStateException("not found, or their application could not be made: " + missing));
    }

    /**
     * Quarkus makes the first applications meanwhile. Of two processes that find no web dependencies each would put them there,
     * and take away what the other one has put, so the second one waits; where they are already, nobody does.
     */
    private static TestDescriptor alone(Supplier<TestDescriptor> discovery) throws IOException {
        try (FileChannel file = FileChannel.open(Files.createDirectories(Path.of("target")).resolve("web-dependencies.lock"),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (Files.exists(Path.of("node_modules"))) {
                lock.release();
            }
            return discovery.get();
        }
    }

    /** Maven itself asks beforehand which classes have tests, and Quarkus would make applications of those that are found. */
    private static boolean isInMaven() {
        return System.getProperty("classworlds.conf") != null;
    }

    private static TestDescriptor something(UniqueId id, List<String> meant) {
        EngineDescriptor some = new EngineDescriptor(id, "The second ring");
        meant.forEach(name -> some.addChild(new AbstractTestDescriptor(id.append("class", name), "all") {
            @Override
            public Type getType() {
                return Type.TEST;
            }
        }));
        return some;
    }

    @Override
    public void execute(ExecutionRequest request) {
        TestDescriptor found = request.getRootTestDescriptor();
        if (found instanceof NotFound notFound) {
            notFound.fail(request.getEngineExecutionListener());
        } else if (found.getChildren().isEmpty()) {
            request.getEngineExecutionListener().executionStarted(found);
            request.getEngineExecutionListener().executionFinished(found, TestExecutionResult.successful());
        } else {
            jupiter.execute(request);
        }
        if (Boolean.getBoolean("whole.run")) {
            leaveOutQuarkus();
        }
    }

    /**
     * Quarkus asks for this property. All further classes of this process are plain, and for each of them it would otherwise
     * load all that it needs to tell so, which takes a third of a second.
     */
    private static void leaveOutQuarkus() {
        System.setProperty("prod.mode.tests", "true");
    }

    private static List<ClassSelector> listed(List<String> meant) {
        try {
            List<String> lines = Files.readAllLines(LIST);
            int alone = lines.indexOf(ALONE);
            List<String> files = new ArrayList<>();
            if (meant.contains(AllOfQuarkusTest.class.getName())) {
                files.addAll(lines.subList(0, alone));
            }
            if (meant.contains(AloneInQuarkusTest.class.getName())) {
                files.addAll(lines.subList(alone, lines.size()));
            }
            return files.stream().filter(line -> !line.startsWith("#"))
                    .map(line -> selectClass(line.replace(".java", "").replace('/', '.'))).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
