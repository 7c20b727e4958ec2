package dev.tocsin.configuration;

import java.nio.file.Path;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.tocsin.problem.Problems;

/** Keeps the API's hands off what a file declares: the file would put it back. Without a file nothing is declared. */
@Singleton
public final class DeclaredElsewhere {

    private final boolean hasFile;

    DeclaredElsewhere(@ConfigProperty(name = "tocsin.configurations-file") Optional<Path> file) {
        this.hasFile = file.isPresent();
    }

    /** Whether the API may not change it. */
    public boolean holds(String managedBy) {
        return hasFile && managedBy != null;
    }

    /** @param managedBy the file, null if it is none's */
    public void refuse(String managedBy, String name) {
        if (holds(managedBy)) {
            throw Problems.conflict("declared", name + " is declared in the file " + managedBy
                    + ". Change it there; Tocsin applies the file within seconds.");
        }
    }
}
