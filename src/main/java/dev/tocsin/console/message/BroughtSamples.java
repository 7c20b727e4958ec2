package dev.tocsin.console.message;

import java.util.List;

import jakarta.inject.Singleton;

import dev.tocsin.problem.Problems;
import io.quarkus.runtime.Startup;

/** The samples that Tocsin brings along, read while it starts. */
@Startup
@Singleton
final class BroughtSamples {

    private final List<Sample> all = Sample.brought();

    List<Sample> all() {
        return all;
    }

    /** Fails with a problem if there is none of that name. */
    Sample named(String name) {
        return all.stream().filter(sample -> sample.name().equals(name)).findFirst().orElseThrow(
                () -> Problems.notFound("There is no such sample. Choose one of the list of this page."));
    }
}
