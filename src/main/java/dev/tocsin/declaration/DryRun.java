package dev.tocsin.declaration;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.tocsin.configuration.declared.Declarations;
import dev.tocsin.configuration.declared.DeclaredChange;
import dev.tocsin.declaration.DeclarationReader.Absent;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.LargeRequests;
import dev.tocsin.problem.Problems;
import io.smallrye.mutiny.Uni;

/** Says what applying a file would change, whether or not its secrets are there yet. */
@Singleton
final class DryRun {

    private static final int MOST_IN_A_REQUEST = 1_000;

    private final MountedFile file;
    private final Declarations declarations;
    private final LargeRequests largeRequests;

    DryRun(MountedFile file, Declarations declarations, LargeRequests largeRequests) {
        this.file = file;
        this.declarations = declarations;
        this.largeRequests = largeRequests;
    }

    /** What would be changed, which secrets that needs, and what was not looked at. */
    record Plan(List<DeclaredChange> changes, List<NeededSecret> secrets, List<String> notes) {
    }

    /** Of the mounted file, if none is given. */
    Uni<Plan> plan(Optional<byte[]> text) {
        return largeRequests.take(
                () -> text.isPresent() ? few(file.readInstead(text.get())) : file.read(Absent.TO_SUPPLY), this::planned)
                .onFailure(IOException.class).transform(failure -> Problems.conflict("unreadable-file",
                        "The mounted file cannot be read (" + failure.getClass().getSimpleName() + ")."));
    }

    /** All of it is in memory; who mounts more has sized the replica for it. */
    private static FileReading few(FileReading reading) {
        int entries = reading.declared().size();
        if (reading.errors().isEmpty() && entries > MOST_IN_A_REQUEST) {
            throw Problems
                    .invalid(List.of(Invalid.of("file", "has " + entries + " workspaces and configurations; a dry run takes "
                            + "at most " + MOST_IN_A_REQUEST + ", unless it is the mounted file")));
        }
        return reading;
    }

    private Uni<Plan> planned(FileReading reading) {
        return reading.errors().isEmpty()
                ? declarations.plan(reading.declared(), file.name().orElse("a file"))
                        .map(changes -> new Plan(changes, reading.secrets(), reading.notes()))
                : Uni.createFrom().failure(Problems.invalid(reading.errors()));
    }
}
