package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;

/**
 * A whole run hands the tests of Quarkus to its processes a list at a time, as {@link AllOfQuarkusTest} says. A test of Quarkus
 * that is not listed runs among the plain ones, where it starts an application for itself alone.
 */
class RingsTest {

    private static final Path SOURCES = Path.of("src/test/java");

    @Test
    void theListNamesEveryTestOfQuarkusAndNoOther() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> found = files.filter(file -> file.toString().endsWith(".java")).filter(RingsTest::isOfQuarkus)
                    .map(file -> SOURCES.relativize(file).toString().replace('\\', '/')).sorted().toList();
            List<String> listed = Files.readAllLines(AllOfQuarkusTest.LIST).stream().filter(line -> !line.startsWith("#"))
                    .sorted().toList();
            assertThat(listed).as("lines of " + AllOfQuarkusTest.LIST).isEqualTo(found);
        }
    }

    /** An application more takes a quarter of a minute. */
    @Test
    void theListTellsThoseWithAnApplicationOfTheirOwnFromTheOthers() throws IOException {
        List<String> lines = Files.readAllLines(AllOfQuarkusTest.LIST);
        assertThat(AllOfQuarkusTest.HANDED_OUT).allSatisfy(one -> {
            assertThat(lines).containsOnlyOnce(AllOfQuarkusTest.heading(one));
            assertThat(AllOfQuarkusTest.under(one)).isNotEmpty()
                    .allMatch(line -> isAlone(line) == (one == AloneInQuarkusTest.class));
        });
        assertThat(AllOfQuarkusTest.HANDED_OUT.stream().flatMap(one -> AllOfQuarkusTest.under(one).stream()))
                .containsExactlyInAnyOrderElementsOf(lines.stream().filter(line -> !line.startsWith("#")).toList());
    }

    private static boolean isAlone(String line) {
        try {
            return !line.startsWith("#") && Pattern.compile("@TestProfile\\(|restrictToAnnotatedClass = true")
                    .matcher(Files.readString(SOURCES.resolve(line))).find();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Otherwise none of them would run, or all of them after the plain ones. */
    @Test
    void theSecondRingIsThereAndIsHandedOutFirst() throws IOException {
        assertThat(ServiceLoader.load(TestEngine.class)).hasAtLeastOneElementOfType(AllOfQuarkusTest.class);
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.map(file -> SOURCES.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith("Test.java")).sorted().limit(3))
                    .containsExactly("dev/tocsin/AllOfQuarkusTest.java", "dev/tocsin/AloneInQuarkusTest.java",
                            "dev/tocsin/AlsoOfQuarkusTest.java");
        }
    }

    /** An application that cannot be made once took all tests of Quarkus with it, and the run was green. */
    @Test
    void whatIsListedAndNotFoundFails() {
        UniqueId id = UniqueId.forEngine("second-ring");
        TestDescriptor found = AllOfQuarkusTest.found(id, List.of(selectClass("dev.tocsin.NoSuchTest")),
                new JupiterTestEngine());
        List<TestExecutionResult> results = new ArrayList<>();

        ((NotFound) found).fail(new EngineExecutionListener() {
            @Override
            public void executionFinished(TestDescriptor test, TestExecutionResult result) {
                if (test.isTest()) {
                    results.add(result);
                }
            }
        });

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
            assertThat(result.getThrowable().orElseThrow()).hasMessageContaining("dev.tocsin.NoSuchTest");
        });
    }

    private static boolean isOfQuarkus(Path file) {
        try {
            return Files.readString(file).lines().anyMatch("@QuarkusTest"::equals);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
