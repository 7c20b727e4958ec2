package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Golden;
import dev.tocsin.console.message.Sample;
import dev.tocsin.notice.Standing.Phase;

/** How the matter of a message stands, for every family. */
class StandingTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:15:32Z");
    private static final Pattern LIVE_FAMILY = Pattern.compile("^\\| `([a-z0-9-]+)` \\| [^|]+ \\| [^|]+ \\| [^|]+ \\|$",
            Pattern.MULTILINE);

    /** {@code -Dgolden.update=true} writes the table anew. */
    @Test
    void isWhatTheTableSaysOfEverySample() {
        Map<String, Map<String, String>> table = new TreeMap<>();
        all().forEach((name, notice) -> table.computeIfAbsent(notice.family(), family -> new TreeMap<>()).put(name,
                notice.standing().map(StandingTest::words).orElse("-")));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        table.forEach((family, samples) -> {
            ObjectNode row = json.putObject(family);
            samples.forEach(row::put);
        });

        Golden.assertMatches(Samples.FOLDER.resolve("standings.golden.json"), json);
    }

    @Test
    void comesWithAMatterAndATime() {
        assertThat(all()).allSatisfy((name, notice) -> notice.standing().ifPresent(standing -> {
            assertThat(notice.correlationKey()).as("matter").isPresent();
            assertThat(notice.occurredAt()).as("time").isPresent();
            assertThat(standing.state()).isNotBlank().hasSizeLessThanOrEqualTo(60);
        }));
    }

    /** A message that calls for people is bad, and one that is over was never told as the worst. */
    @Test
    void agreesWithHowBadItIs() {
        assertThat(all()).allSatisfy((name, notice) -> notice.standing().ifPresent(standing -> {
            if (standing.phase() == Phase.OPEN) {
                assertThat(notice.severity()).isLessThanOrEqualTo(Severity.MEDIUM);
            } else if (standing.phase() == Phase.RUNNING) {
                assertThat(notice.severity()).isGreaterThanOrEqualTo(Severity.MEDIUM);
            } else {
                assertThat(notice.severity()).isGreaterThanOrEqualTo(
                        notice.family().equals("ecs-task") ? Severity.HIGH : Severity.MEDIUM);
            }
        }));
    }

    /** Each line is a message and what is put for what in it, so that it becomes the later one of the same matter. */
    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvFileSource(resources = "/notice-pairs.csv", delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true)
    void movesOnWithALaterMessageOfTheSameMatter(String sample, String earlier, String later, Phase before, Phase after) {
        String body = Samples.body(sample);
        assertThat(body).contains(earlier);
        Notice first = Samples.interpreted(sample);
        Notice second = AllInterpreters.asked().interpret(new Message(Samples.sample(sample).topicArn(), "-",
                NOW.plusSeconds(60), Samples.sample(sample).subject(), body.replace(earlier, later),
                Samples.sample(sample).attributes()));

        assertThat(second.family()).isEqualTo(first.family());
        assertThat(second.correlationKey()).isPresent().isEqualTo(first.correlationKey());
        assertThat(first.standing()).map(Standing::phase).contains(before);
        assertThat(second.standing()).map(Standing::phase).contains(after);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({ "developer/codepipeline-started-rule.json, developer/codepipeline-succeeded-event.json",
            "developer/codepipeline-started-rule.json, developer/codepipeline-approval-needed-rule.json",
            "monitoring/alarm-event-metric.json, monitoring/alarm-configuration-deleted.json",
            "developer/codebuild-failed-event.json, developer/codebuild-failed-rule.json",
            "developer/codedeploy-created-trigger.json, developer/codedeploy-failed-event.json",
            "monitoring/devops-guru-opened-sns.json, monitoring/devops-guru-closed-event.json",
            "operations/health-issue.json, operations/health-issue-closed.json",
            "operations/opsitem-opened.json, operations/opsitem-resolved.json",
            "operations/device-defender-alarm-sns.json, operations/device-defender-cleared-sns.json",
            "operations/command-started-sns.json, operations/command-failed-event.json",
            "operations/support-created.json, operations/support-resolved.json",
            "security/config-noncompliant-direct.json, security/config-compliant-direct.json",
            "security/insight-started.json, security/insight-ended.json",
            "security/malware-scan-threats.json, security/malware-scan-clean.json",
            "data/rds-failover-started-event.json, data/rds-failover-completed-direct.json",
            "foreign/alertmanager-firing.json, foreign/alertmanager-resolved.json",
            "foreign/grafana-firing.json, foreign/grafana-resolved.json",
            "foreign/datadog-default.json, foreign/datadog-default-recovered.json" })
    void isOfOneMatterOnEveryRoute(String one, String other) {
        Notice first = Samples.interpreted(one);
        Notice second = Samples.interpreted(other);

        assertThat(first.standing()).isPresent();
        assertThat(second.standing()).isPresent();
        assertThat(second.family()).isEqualTo(first.family());
        assertThat(second.correlationKey()).isEqualTo(first.correlationKey());
    }

    /** What belongs to a matter and says nothing of the whole leaves it as it stands. */
    @ParameterizedTest
    @CsvSource({ "developer/codebuild-phase-failed-event.json, developer/codebuild-failed-event.json",
            "developer/codedeploy-instance-failed-event.json, developer/codedeploy-failed-event.json",
            "developer/cloudformation-resource-failed.txt, developer/cloudformation-rollback.txt",
            "monitoring/devops-guru-recommendation-event.json, monitoring/devops-guru-closed-event.json",
            "operations/command-invocation-timed-out-event.json, operations/command-failed-event.json",
            "operations/maintenance-window-task-failed.json, operations/maintenance-window-timed-out.json" })
    void isNotMovedByItsParts(String part, String whole) {
        assertThat(Samples.interpreted(part).standing()).isEmpty();
        assertThat(Samples.interpreted(whole).standing()).isPresent();
        assertThat(Samples.interpreted(part).correlationKey()).isEqualTo(Samples.interpreted(whole).correlationKey());
    }

    @Test
    void isNotThatOfAMessageWithSeveralMatters() {
        Notice several = Samples.interpreted("general/array-of-alarms.json");

        assertThat(several.texts()).contains(new Text.Plain("In the same message:"));
        assertThat(several.standing()).isEmpty();
    }

    @Test
    void takesTheTimeOfPublicationWhereAMessageHasNone() {
        assertThat(Samples.interpreted("foreign/amp-text-firing.txt").occurredAt()).contains(NOW);
    }

    @ParameterizedTest
    @CsvSource({ "CRITICAL, OPEN", "MEDIUM, OPEN", "LOW, RUNNING", "INFO, RUNNING" })
    void callsForPeopleOnlyIfItIsBadEnough(Severity severity, Phase phase) {
        assertThat(Standing.openUntilResolved("ACTIVE").unlessCalm(severity).phase()).isEqualTo(phase);
        assertThat(Standing.over("CLOSED").unlessCalm(severity).phase()).isEqualTo(Phase.OVER);
    }

    @ParameterizedTest
    @CsvSource({ "IN_PROGRESS, RUNNING", "InProgress, RUNNING", "in progress, RUNNING", "TIMED_OUT, OPEN", "Timed Out, OPEN",
            "Succeeded, OVER", "CANCELLED, OVER" })
    void readsTheStatesOfRunsHoweverTheyAreSpelt(String state, Phase phase) {
        assertThat(RunStanding.of(state)).map(Standing::phase).contains(phase);
        assertThat(RunStanding.of(state)).map(Standing::state).contains(state);
    }

    @Test
    void isUnknownForAWordThatNobodyKnows() {
        assertThat(RunStanding.of("SOMETHING_NEW")).isEmpty();
        assertThat(RunStanding.of("")).isEmpty();
        assertThat(RunStanding.of("x".repeat(100_000))).isEmpty();
    }

    @Test
    void hasItsRowInTheDocumentation() throws Exception {
        TreeSet<String> live = new TreeSet<>();
        all().values().stream().filter(notice -> notice.standing().isPresent()).map(Notice::family).forEach(live::add);
        List<String> documented = new ArrayList<>();
        Matcher row = LIVE_FAMILY.matcher(Files.readString(Path.of("docs/messages.md")));
        while (row.find()) {
            documented.add(row.group(1));
        }

        assertThat(documented).containsExactlyElementsOf(live);
    }

    /** The samples of the tests, and those for trying out. */
    private static Map<String, Notice> all() {
        Map<String, Notice> all = new LinkedHashMap<>();
        Samples.names().forEach(name -> all.put(name, Samples.interpreted(name)));
        Sample.brought().forEach(sample -> all.put("try/" + sample.name(),
                AllInterpreters.asked().interpret(Samples.message(sample.subject().orElse(null), sample.textAt(NOW),
                        sample.attributesAt(NOW)))));
        return all;
    }

    private static String words(Standing standing) {
        return standing.phase() + " " + standing.state() + (standing.endsByItself() ? "" : ", until it is resolved");
    }
}
