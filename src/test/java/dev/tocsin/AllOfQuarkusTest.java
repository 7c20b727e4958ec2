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
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.SelectorResolutionResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.launcher.LauncherDiscoveryListener;

/**
 * The second ring as if it were three classes: half of it, the other half as {@link AlsoOfQuarkusTest}, and those that have an
 * application of their own as {@link AloneInQuarkusTest}. A whole run has three processes, to which Surefire hands out a class
 * at a time; tests of Quarkus that were handed out so would each start the application anew. By their names these three
 * are the first, so each process has one of them and then plain tests. They mostly wait, so that two processors are enough.
 */
public final class AllOfQuarkusTest implements TestEngine {

    static final Path LIST = Path.of("src/test/quarkus-tests.txt");
    /** In the list each stands before its tests, as {@link #heading}. */
    static final List<Class<?>> HANDED_OUT = List.of(AllOfQuarkusTest.class, AlsoOfQuarkusTest.class, AloneInQuarkusTest.class);

    private final JupiterTestEngine jupiter = new JupiterTestEngine();

    @Override
    public String getId() {
        return "second-ring";
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest asked, UniqueId id) {
        List<String> meant = asked.getSelectorsByType(ClassSelector.class).stream().map(ClassSelector::getClassName)
                .filter(name -> HANDED_OUT.stream().anyMatch(one -> one.getName().equals(name))).toList();
        if (meant.isEmpty()) {
            return new EngineDescriptor(id, "None of the second ring");
        }
        return isInMaven() ? something(id, meant) : found(id, listed(meant), jupiter);
    }

    /** All that is listed, or a test that fails: of classes that cannot be made ready the platform would say nothing. */
    static TestDescriptor found(UniqueId id, List<ClassSelector> listed, TestEngine by) {
        TestDescriptor found;
        Unresolved unresolved = new Unresolved();
        try {
            found = alone(() -> by.discover(request().selectors(listed).listeners(unresolved).build(), id));
        } catch (RuntimeException | IOException | Error failure) {
            return new NotFound(id, failure);
        }
        Set<String> missing = listed.stream().map(ClassSelector::getClassName).collect(Collectors.toCollection(TreeSet::new));
        found.getChildren().forEach(child -> child.getSource().filter(ClassSource.class::isInstance)
                .ifPresent(source -> missing.remove(((ClassSource) source).getClassName())));
        return missing.isEmpty() ? found
                : new NotFound(id, unresolved
                        .asReasonOf(
                                new IllegalStateException("not found, or their application could not be made: " + missing)));
    }

    /** What the engine tells nobody else: why it could not make a class ready. */
    private static final class Unresolved implements LauncherDiscoveryListener {

        private final List<Throwable> why = new ArrayList<>();

        @Override
        public void selectorProcessed(UniqueId engine, DiscoverySelector selector, SelectorResolutionResult result) {
            result.getThrowable().ifPresent(why::add);
        }

        private IllegalStateException asReasonOf(IllegalStateException missing) {
            why.forEach(missing::addSuppressed);
            return missing;
        }
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
        return HANDED_OUT.stream().filter(one -> meant.contains(one.getName())).flatMap(one -> under(one).stream())
                .map(line -> selectClass(line.replace(".java", "").replace('/', '.'))).toList();
    }

    /** The lines of the list that stand under a heading. */
    static List<String> under(Class<?> handedOut) {
        try {
            List<String> lines = Files.readAllLines(LIST);
            return lines.subList(lines.indexOf(heading(handedOut)) + 1, lines.size()).stream()
                    .takeWhile(line -> !line.startsWith("#")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String heading(Class<?> handedOut) {
        return "# " + handedOut.getSimpleName() + ":";
    }
}
