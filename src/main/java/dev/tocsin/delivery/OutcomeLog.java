package dev.tocsin.delivery;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.tocsin.logs.CloudWatchLogs;
import dev.tocsin.notice.Notice;
import io.quarkus.logging.Log;

/**
 * Logs how tries ended, for those configurations whose loggingLevel asks for it: a line of JSON under
 * {@code tocsin.outcomes}, and the same in CloudWatch Logs. It is told only what is committed, and never fails.
 */
@ApplicationScoped
class OutcomeLog {

    /** For the settings of logging. */
    static final String CATEGORY = "tocsin.outcomes";

    private static final Logger LOGGER = Logger.getLogger(CATEGORY);

    private final Meaning meaning;
    private final CloudWatchLogs cloudWatchLogs;

    OutcomeLog(Meaning meaning, CloudWatchLogs cloudWatchLogs) {
        this.meaning = meaning;
        this.cloudWatchLogs = cloudWatchLogs;
    }

    /** @param leaseKept whether the settlement counted, or another sender had taken over */
    void settled(Settlement settlement, boolean leaseKept) {
        AttemptResult result = settlement.attempt().result();
        if (settlement.claim().logging().level().logs(result == AttemptResult.DELIVERED)) {
            write(settlement.claim(), () -> OutcomeEntry.of(settlement, leaseKept, notice(settlement.claim(), result)));
        }
    }

    void claimed(Claim claim) {
        if (claim.logging().interrupted() && claim.logging().level().logs(false)) {
            write(claim, () -> OutcomeEntry.interrupted(claim, claim.claimedAt()));
        }
    }

    /** What is suspected of ending the process is not interpreted for its log entry. */
    private Optional<Notice> notice(Claim claim, AttemptResult result) {
        return result == AttemptResult.INTERRUPTED ? Optional.empty() : Optional.of(meaning.of(claim.message()));
    }

    private void write(Claim claim, Supplier<OutcomeEntry> told) {
        try {
            OutcomeEntry entry = told.get();
            String line = entry.json();
            LOGGER.logf(entry.level(), "%s", entry);
            cloudWatchLogs.offer(claim.configurationName(), entry.at(), line);
        } catch (RuntimeException unexpected) {
            // Its message may quote the payload.
            Log.errorf("An outcome is not logged, delivery=%d: %s", claim.deliveryId(), unexpected.getClass().getName());
        }
    }
}
