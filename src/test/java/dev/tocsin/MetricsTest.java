package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** What every metric of ours says of itself, read from the sources, since some appear with their first event only. */
class MetricsTest {

    private static final Pattern BUILT = Pattern.compile(
            "\\b(?:Counter|Gauge|MultiGauge|Timer)\\.builder\\(\\s*([^,)]+?)[,)](.*?);",
            Pattern.DOTALL);
    private static final Pattern NOT_BUILT = Pattern.compile("\\bmeters\\.(counter|gauge|timer|summary)\\(");
    private static final Pattern NAME = Pattern.compile("\"(tocsin(?:\\.[a-z]+)+)\"");

    @Test
    void everyMetricHasAHelpText() throws IOException {
        List<String> without = sources().flatMap(source -> BUILT.matcher(source).results())
                .filter(built -> !built.group(2).contains(".description(")).map(built -> built.group()).toList();
        List<String> shorthand = sources().flatMap(source -> NOT_BUILT.matcher(source).results()).map(call -> call.group())
                .toList();

        assertThat(without).isEmpty();
        assertThat(shorthand).as("these have no room for a help text").isEmpty();
    }

    @Test
    void everyMetricIsInTheTableForOperators() throws IOException {
        String table = Files.readString(Path.of("docs/operating.md"));
        List<String> names = sources().filter(source -> source.contains("io.micrometer.core.instrument"))
                .flatMap(source -> NAME.matcher(source).results()).map(name -> name.group(1)).distinct().toList();

        assertThat(names).hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(table)
                        .containsPattern("\\| `" + name.replace('.', '_') + "(_seconds|_total)*` \\|"));
    }

    private static Stream<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream().map(MetricsTest::read);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
