package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.sns.Reason;

/** The alert rules: one source for Prometheus and its operator, each with a runbook and tests. */
class MonitoringRulesTest {

    private static final Path FOR_THE_OPERATOR = Monitoring.FOLDER.resolve("prometheusrule.yaml");
    private static final String HEAD = """
            # Made of tocsin.rules.yaml: ./mvnw test -Dtest=MonitoringRulesTest -Dgolden.update=true
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata:
              name: tocsin
              labels:
                app.kubernetes.io/name: tocsin
            spec:
            """;

    @Test
    void theOperatorGetsTheSameRules() throws IOException {
        String rules = Files.readString(Monitoring.RULES);
        String wanted = HEAD + rules.substring(rules.indexOf("groups:")).lines()
                .map(line -> line.isBlank() ? "" : "  " + line).collect(Collectors.joining("\n", "", "\n"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FOR_THE_OPERATOR, wanted);
        }

        assertThat(FOR_THE_OPERATOR).content().isEqualTo(wanted);
        assertThat(Monitoring.yaml(FOR_THE_OPERATOR).path("spec")).isEqualTo(Monitoring.yaml(Monitoring.RULES));
    }

    @Test
    void everyAlertSaysWhatItIsAndHasARunbook() throws IOException {
        String runbooks = Files.readString(Path.of("docs", "runbooks.md"));

        assertThat(Monitoring.alerts()).isNotEmpty().allSatisfy(rule -> {
            String name = rule.path("alert").asText();
            JsonNode annotations = rule.path("annotations");
            assertThat(annotations.path("summary").asText()).as(name).isNotBlank();
            assertThat(annotations.path("description").asText()).as(name).isNotBlank();
            assertThat(annotations.path("runbook_url").asText())
                    .isEqualTo("docs/runbooks.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(rule.path("labels").path("severity").asText()).as(name).isIn("critical", "warning");
            assertThat(section(runbooks, name)).startsWith("**Means:** ").contains("\n**Look:** ", "\n**Do:** ");
        });
    }

    private static String section(String page, String heading) {
        return Arrays.stream(page.split("\n## ")).filter(section -> section.startsWith(heading + "\n\n")).findFirst()
                .map(section -> section.substring(heading.length() + 2)).orElse("");
    }

    @Test
    void everyAlertIsTestedFiringAndNot() {
        Set<String> tested = new HashSet<>();
        Monitoring.yaml(Monitoring.FOLDER.resolve("tocsin.rules.test.yaml")).path("tests")
                .forEach(test -> tested.add(test.path("name").asText()));
        List<String> alerts = Monitoring.alerts().stream().map(rule -> rule.path("alert").asText()).toList();

        assertThat(alerts).doesNotHaveDuplicates().allSatisfy(
                name -> assertThat(tested).contains(name + ", firing", name + ", not firing"));
        assertThat(tested).hasSize(2 * alerts.size());
    }

    @Test
    void everyFaultOfOursAtTheDoorIsAlertedOn() {
        List<String> expressions = Monitoring.alertQueries().stream().map(Monitoring.Query::expression)
                .filter(expression -> expression.contains("tocsin_sns_refused_total")).toList();

        assertThat(Arrays.stream(Reason.values()).filter(reason -> reason.status() == 503))
                .allSatisfy(reason -> assertThat(expressions).anyMatch(
                        expression -> expression.matches(".*[\"|]" + reason.name().toLowerCase(Locale.ROOT) + "[\"|].*")));
    }
}
