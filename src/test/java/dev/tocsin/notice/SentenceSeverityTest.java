package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSeverityTest {

    @ParameterizedTest
    @ValueSource(strings = { "Unable to connect to db-7", "Out of memory", "Connection refused", "Deadlock found in orders",
            "db-7 unreachable", "db-7 is down", "Server down", "Website DOWN", "ALARM: \"api-5xx\" in EU (Ireland)",
            "[FIRING:1] HighErrorRate (shop prod)", "\uD83D\uDD34 DOWN: shop.example.com", "3 of 12 checks failed",
            "Status: FAILED",
            "Order status is DOWN", "The hostname could not be resolved", "CREATE_FAILED: AWS::S3::Bucket",
            "java.lang.OutOfMemoryError: Java heap space", "NullPointerException in OrderService", "Completed with errors",
            "SEV2 - queue growing", "High: cpu of db-7", "Certificate for shop.example.com expired", "The upstream timed out",
            "OrderFailed", "order.payment_failed", "Build #42: FAILURE", "Incident not yet resolved: API outage",
            "Success: 3 orders failed",
            "Deployment succeeded after 2 errors but 1 check failed", "2 errors were not fixed", "Completed after 3 errors",
            "Deployment succeeded. After that 3 checks failed", "Payment succeeded after which the order failed" })
    void isHighWhereSomethingFailed(String sentence) {
        assertThat(SentenceSeverity.of(sentence)).contains(Severity.HIGH);
    }

    @ParameterizedTest
    @ValueSource(strings = { "RESOLVED: API outage in eu-west-1", "[Resolved] CPU high", "[Prod] [Resolved] CPU high",
            "cleared: Disk alarm on db-7", "OK: \"api-5xx\" in EU (Ireland)", "[OK] disk errors on db-7",
            "\u2705 Recovered: API timeout", "Incident 12 has been resolved", "API is back to normal after the outage",
            "Payment service: no longer failing", "Deployment of error-handler service succeeded",
            "SUCCESS: error-handler deployed", "Error report generated successfully", "Build status: success", "HEALTHY",
            "OK", "Deployment succeeded after 2 errors were fixed", "Backup was successful after 3 failed attempts",
            "Import succeeded, all errors have been corrected" })
    void isGoodWhereAllIsWell(String sentence) {
        assertThat(SentenceSeverity.of(sentence)).contains(Severity.GOOD);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Daily report: high traffic expected on Black Friday", "what went down well",
            "Please issue new badges", "red team", "Red team exercise starts on Monday", "Build complete, seats available",
            "Deploy done: see \"attachments\" and \"text\" of AlarmName docs", "0 errors in nightly import",
            "No failures in the last 24 hours", "0 of 12 checks failed", "errors=0 failed=0", "New alarm rule created",
            "error budget policy updated", "Weekly rollback plan review", "Issue #12 was opened",
            "Everything is up and running", "Traffic is at an all-time high", "api-error-rate renamed",
            "see /var/log/error.log",
            "Calm down", "Downtime planned for Sunday", "The day is full of surprises", "The queue is not full",
            "2 errors were fixed", "" })
    void saysNothingByNamesZerosAndEverydayWords(String sentence) {
        assertThat(SentenceSeverity.of(sentence)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "The queue is full", "All connections of the pool are full", "Volume /data is almost full",
            "Dead-letter queue full", "The account is running out of credits" })
    void isAWarningWhereSomethingIsFull(String sentence) {
        assertThat(SentenceSeverity.of(sentence)).contains(Severity.MEDIUM);
    }

    @Test
    void knowsLevelsAtTheHead() {
        assertThat(SentenceSeverity.of("CRITICAL: db-7 disk 99% full")).contains(Severity.CRITICAL);
        assertThat(SentenceSeverity.of("P1: checkout is slow")).contains(Severity.CRITICAL);
        assertThat(SentenceSeverity.of("Warning: certificate expires in 10 days")).contains(Severity.MEDIUM);
        assertThat(SentenceSeverity.of("Incident 12 is not resolved")).contains(Severity.MEDIUM);
    }

    @Test
    void readsWhatHappenedFromTheEndOfAName() {
        assertThat(SentenceSeverity.ofName("job_failed")).contains(Severity.HIGH);
        assertThat(SentenceSeverity.ofName("Order Payment Failed")).contains(Severity.HIGH);
        assertThat(SentenceSeverity.ofName("incident.resolved")).contains(Severity.GOOD);
        assertThat(SentenceSeverity.ofName("CloudWatch Alarm Mute Rule State Change")).isEmpty();
        assertThat(SentenceSeverity.ofName("Alarm Mute Rule Created")).isEmpty();
        assertThat(SentenceSeverity.ofName("Error Handler Deployed")).isEmpty();
        assertThat(SentenceSeverity.ofName("UserSignedUp")).isEmpty();
    }
}
