package dev.tocsin.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was asked for.
 *
 * @param applications one, or two that are measured in turns
 * @param only the parts, all if there are none
 * @param folder where the servers keep their data while it runs
 */
record Options(List<Application> applications, Set<String> only, boolean isQuick, Path folder, List<String> javaOptions) {

    static Options of(Properties properties) {
        List<Application> applications = new ArrayList<>();
        String beside = properties.getProperty("benchmark.beside", "");
        String own = properties.getProperty("benchmark.app", "target/quarkus-app");
        if (!beside.isBlank()) {
            applications.add(Application.of("before", beside));
        }
        applications.add(Application.of(beside.isBlank() ? "tocsin" : "after", own));
        return new Options(List.copyOf(applications), Set.copyOf(words(properties, "benchmark.only", ",")),
                // -Dbenchmark.quick without a value is an empty one to Java and true to Maven.
                Set.of("", "true").contains(properties.getProperty("benchmark.quick", "false")),
                Path.of(properties.getProperty("benchmark.folder", System.getProperty("java.io.tmpdir"))),
                words(properties, "benchmark.java", " "));
    }

    private static List<String> words(Properties properties, String property, String separator) {
        return Stream.of(properties.getProperty(property, "").split(separator)).map(String::strip)
                .filter(word -> !word.isEmpty()).collect(Collectors.toList());
    }

    Scale scale() {
        return isQuick ? Scale.QUICK : Scale.FULL;
    }

    void requireKnown(List<String> parts) {
        List<String> unknown = only.stream().filter(part -> !parts.contains(part)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "no part " + String.join(", ", unknown) + "; there are " + String.join(", ", parts));
        }
    }

    boolean wants(String part) {
        return only.isEmpty() || only.contains(part);
    }
}
