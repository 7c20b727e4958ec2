package dev.tocsin.notice.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * A finding as Security Hub passes it on, in either of its formats: the AWS Security Finding Format, or OCSF in
 * events of the newer Security Hub.
 */
sealed interface HubFinding permits AsffFinding, OcsfFinding {

    int MOST_RESOURCES = 3;
    int MOST_NAMES = 5;

    Json json();

    Optional<String> id();

    Optional<String> title();

    /** How bad it is by itself, whatever became of it. */
    Severity rating();

    /** The word for what became of it, if that calms: it passed, was solved, suppressed or put away. */
    Optional<String> settled();

    Optional<String> region();

    Optional<String> account();

    /** The ids of what it is about. */
    List<String> resources();

    /** Who found it. */
    Optional<String> product();

    String description();

    void facts(Notice.Builder notice);

    static List<HubFinding> in(Json findings, int most) {
        List<HubFinding> found = new ArrayList<>();
        for (Json finding : findings.items()) {
            if (found.size() < most && finding.isObject()) {
                found.add(finding.has("finding_info") ? new OcsfFinding(finding) : new AsffFinding(finding));
            }
        }
        return found;
    }

    /** What it means now: a solved problem is good news, a suppressed one none. */
    default Severity severity() {
        return settled().map(word -> "SUPPRESSED".equals(word) || "ARCHIVED".equals(word) ? Severity.INFO : Severity.GOOD)
                .orElseGet(this::rating);
    }

    /** How it stands: one of a control ends when the control passes, all others when somebody says so. */
    default Standing standing() {
        return settled().map(Standing::over).orElseGet(() -> (isOfControl() ? Standing.open("FAILED")
                : Standing.openUntilResolved("ACTIVE")).unlessCalm(severity()));
    }

    /** Whether a control failed, which is looked at again and again. */
    boolean isOfControl();

    default String resourceNames() {
        return Readable.list(resources().stream().map(Readable::resource).toList(), MOST_RESOURCES);
    }
}
