package dev.tocsin.notice.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;

class DevOpsGuruInsightTest {

    @Test
    void saysTheSameOnBothRoutes() {
        Notice event = Samples.interpreted("monitoring/devops-guru-opened-event.json");
        Notice published = Samples.interpreted("monitoring/devops-guru-opened-sns.json");

        assertThat(published.title()).isEqualTo(event.title());
        assertThat(published.severity()).isEqualTo(event.severity());
        assertThat(published.correlationKey()).isEqualTo(event.correlationKey()).isPresent();
        assertThat(published.titleLink()).isEqualTo(event.titleLink()).isPresent();
        assertThat(published.facts()).isEqualTo(event.facts());
    }

    @Test
    void keepsAnInsightTogetherUntilItCloses() {
        assertThat(Samples.interpreted("monitoring/devops-guru-closed-event.json").correlationKey())
                .isEqualTo(Samples.interpreted("monitoring/devops-guru-opened-event.json").correlationKey());
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"MessageType\": \"NEW_INSIGHT\", \"InsightId\": \"a\"}",
            "{\"MessageType\": \"GREETING\", \"InsightId\": \"a\", \"InsightType\": \"REACTIVE\"}",
            "{\"source\": \"com.example\", \"detail-type\": \"DevOps Guru New Insight Open\", \"detail\": {}}" })
    void leavesLookAlikesToOthers(String body) {
        assertThat(AllInterpreters.claimants(Samples.message(body))).isEmpty();
    }
}
