package dev.tocsin.delivery;

import java.util.Optional;

import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;

/**
 * That a delivery tells something of a matter, and not how the whole of it stands: an action of a pipeline's execution, a phase
 * of a build.
 */
record MatterPart(String matter, Severity severity) {

    static Optional<MatterPart> of(Notice notice) {
        return notice.standing().isPresent() ? Optional.empty()
                : MatterKey.of(notice).map(matter -> new MatterPart(matter, notice.severity()));
    }

    /** Whether it is worse than what people see of the matter. */
    boolean callsForAttentionBeside(MatterState shown) {
        return severity.compareTo(Severity.HIGH) <= 0 && severity.compareTo(shown.severity()) < 0;
    }
}
