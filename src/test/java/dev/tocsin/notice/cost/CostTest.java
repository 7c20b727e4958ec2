package dev.tocsin.notice.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class CostTest {

    @Test
    void anAnomalyHasOneKeyByEitherRoute() {
        assertThat(Samples.interpreted("cost/anomaly-direct.json").correlationKey())
                .contains("cost-anomaly/6de0dd1d-feb4-488a-a55d-ff130a7a285b")
                .isEqualTo(Samples.interpreted("cost/anomaly-event.json").correlationKey());
    }

    @ParameterizedTest
    @CsvSource({ "1000, HIGH", "999.99, MEDIUM", "100, MEDIUM", "99, LOW", "-5, LOW", "1e999999, LOW", "\"12\", LOW" })
    void anAnomalyIsAsBadAsItsImpact(String impact, Severity severity) {
        assertThat(AllInterpreters.asked().interpret(Samples.message("""
                {"anomalyId": "a", "rootCauses": [], "impact": {"totalImpact": %s, "totalImpactPercentage": %1$s}}"""
                .formatted(impact))).severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"anomalyId\": \"a\"}", "{\"anomalyId\": \"a\", \"impact\": {}}",
            "{\"impact\": {}, \"rootCauses\": []}" })
    void isNoAnomalyByOneMemberAlone(String body) {
        assertThat(AllInterpreters.asked().interpret(Samples.message(body)).family()).isEqualTo("json");
    }

    @ParameterizedTest
    @CsvSource({ "budget-actual-over.txt, HIGH", "budget-actual-80-percent.txt, MEDIUM", "budget-forecasted.txt, MEDIUM",
            "budget-usage.txt, HIGH", "budget-savings-plan-coverage.txt, MEDIUM", "budget-action-pending.txt, MEDIUM",
            "budget-action-failed.txt, HIGH" })
    void aBudgetIsWorseWhenTheMoneyIsGone(String sample, Severity severity) {
        assertThat(Samples.interpreted("cost/" + sample).severity()).isEqualTo(severity);
    }

    @Test
    void aBudgetIsKnownByItsText() {
        assertThat(interpreted(null, "AWS Budget Notification March 02, 2026\nBudget Name: a").family())
                .isEqualTo("aws-budgets");
        assertThat(interpreted("AWS Budgets: a", "Budget Name: a").family()).isEqualTo("aws-budgets");
        assertThat(interpreted("AWS Budgets: a", "hello").family()).isEqualTo("text");
        assertThat(interpreted(null, "Budget Name: a").family()).isEqualTo("text");
        assertThat(interpreted(null, "{\"text\": \"AWS Budget Notification\"}").family()).isNotEqualTo("aws-budgets");
    }

    @Test
    void readsAmountsAsTheyAreWritten() {
        assertThat(Money.in("$1,234.56")).contains(new BigDecimal("1234.56"));
        assertThat(Money.in("-0.5 USD")).contains(new BigDecimal("-0.5"));
        assertThat(Money.in("1.2.3")).isEmpty();
        assertThat(Money.in("none")).isEmpty();
        assertThat(Money.dollars(new BigDecimal("-1234.5"))).isEqualTo("-$1,234.50");
    }

    private static dev.tocsin.notice.Notice interpreted(String subject, String body) {
        return AllInterpreters.asked().interpret(Samples.message(subject, body));
    }
}
