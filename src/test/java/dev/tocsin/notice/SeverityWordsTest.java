package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeverityWordsTest {

    @ParameterizedTest
    @CsvSource({ "UNREACHABLE, HIGH", "OFFLINE, HIGH", "BLOCKED, HIGH", "COMPROMISED, HIGH", "CRASH, HIGH",
            "CrashLoopBackOff, HIGH", "EXCEEDED, HIGH", "VIOLATION, HIGH", "OOM_KILLED, HIGH", "OOMKilled, HIGH",
            "ALERTING, HIGH", "TRIGGERED, HIGH", "major, HIGH", "urgent, HIGH", "BREACHED, HIGH", "THREATS_FOUND, HIGH",
            "sev1, CRITICAL", "P1, CRITICAL", "P2, HIGH", "PartiallyCompleted, MEDIUM", "PARTIALLY_FAILED, HIGH",
            "NOT_COMPLIANT, MEDIUM", "not available, MEDIUM", "UP, GOOD", "ONLINE, GOOD", "CLEARED, GOOD", "CLOSED, GOOD",
            "FIXED, GOOD", "DONE, GOOD", "NO_THREATS_FOUND, GOOD", "timed-out, HIGH", "INSUFFICIENT_DATA, LOW" })
    void knowsStates(String state, Severity severity) {
        assertThat(SeverityWords.in(state)).contains(severity);
    }

    @ParameterizedTest
    @ValueSource(strings = { "ACTIVE", "RUNNING", "SCHEDULED", "0 errors", "failed: 0", "no errors", "" })
    void saysNothingOfOthers(String state) {
        assertThat(SeverityWords.in(state)).isEmpty();
    }
}
