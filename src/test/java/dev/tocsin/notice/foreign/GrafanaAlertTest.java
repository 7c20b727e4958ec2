package dev.tocsin.notice.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class GrafanaAlertTest {

    @Test
    void isAsBadAsTheWorstAlertThatFires() {
        Notice notice = interpreted("""
                **Firing**

                Value: A=1
                Labels:
                 - alertname = one
                 - severity = warning
                Annotations:
                Source: https://grafana.example.com/1

                Value: A=2
                Labels:
                 - alertname = two
                Annotations:

                **Resolved**

                Value: A=0
                Labels:
                 - alertname = three
                 - severity = critical
                Annotations:
                """);

        assertThat(notice.severity()).isEqualTo(Severity.HIGH);
        assertThat(notice.title()).isEqualTo("FIRING: one, two and 1 more (3 alerts)");
    }

    @ParameterizedTest
    @ValueSource(strings = { "**Firing** up the grill", "**Firing**\nLabels: none", "**Firing**\nLabels:\na = b",
            "Alerts Firing:\nLabels:\n - alertname = a\n" })
    void leavesLookAlikesToOthers(String body) {
        assertThat(AllInterpreters.claimants(Samples.message(body))).doesNotContain("GrafanaAlert");
    }

    private static Notice interpreted(String body) {
        return AllInterpreters.asked().interpret(Samples.message(body));
    }
}
