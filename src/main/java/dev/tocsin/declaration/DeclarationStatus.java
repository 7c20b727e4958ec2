package dev.tocsin.declaration;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.configuration.declared.DeclaredChange;
import dev.tocsin.problem.Invalid;

/** How the file of configurations stands, on the replica that answers. */
@Schema(name = "Declaration")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeclarationStatus(
        @Schema(description = "NONE: no file is configured. WAITING: it has not been looked at yet. APPLIED: what is stored is as the file says. OUTDATED: another replica holds a newer file, which is the one that is applied. FAILED: the file is not applied, and what was stored before stands", examples = "APPLIED", required = true) State state,
        @Schema(description = "Where it is; absent if there is none", examples = "/etc/tocsin/configurations.yaml") String file,
        @Schema(description = "When this replica applied it, or found it applied by another", examples = "2026-11-25T05:15:26.808Z") Instant appliedAt,
        @Schema(required = true, description = "What this replica changed when it applied it; nothing unless it is APPLIED") List<DeclaredChange> changes,
        @Schema(required = true, description = "What is wrong with the file, if it is not applied") List<Invalid> errors) {

    /** What became of it. */
    public enum State {
        NONE,
        WAITING,
        APPLIED,
        OUTDATED,
        FAILED
    }

    static DeclarationStatus none() {
        return new DeclarationStatus(State.NONE, null, null, List.of(), List.of());
    }

    static DeclarationStatus waiting(String file) {
        return new DeclarationStatus(State.WAITING, file, null, List.of(), List.of());
    }

    DeclarationStatus applied(Instant now, List<DeclaredChange> what) {
        return new DeclarationStatus(State.APPLIED, file, now, what, List.of());
    }

    /** Keeps when it was applied last, but not what was changed: others have changed it again. */
    DeclarationStatus outdated() {
        return new DeclarationStatus(State.OUTDATED, file, appliedAt, List.of(), List.of());
    }

    /**
     * Keeps when it was applied last, but not what was changed then: beside errors it would look as if that had been done now.
     */
    DeclarationStatus failed(List<Invalid> wrong) {
        return new DeclarationStatus(State.FAILED, file, appliedAt, List.of(), wrong);
    }
}
