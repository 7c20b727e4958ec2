package dev.tocsin.notice.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * A ruleset of Glue Data Quality that was evaluated on a table or in a job. See AWS Glue User Guide, "Setting up alerts,
 * deployments, and scheduling".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class GlueDataQuality implements Interpreter {

    private static final int MOST_RULESETS = 3;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.is("aws.glue-dataquality", "Data Quality Evaluation Results Available"))
                .map(GlueDataQuality::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        Json context = detail.at("context");
        String state = detail.at("state").text().orElse("EVALUATED");
        Optional<String> database = context.at("databaseName").text();
        Optional<String> table = context.at("tableName").text()
                .map(name -> database.map(schema -> schema + ".").orElse("") + name);
        Optional<String> job = context.at("jobName").text();
        Optional<String> failed = detail.at("numRulesFailed").words().or(() -> detail.at("rulesFailed").words());
        String rulesets = detail.at("rulesetNames").items().stream().map(Json::text).flatMap(Optional::stream)
                .limit(MOST_RULESETS).collect(Collectors.joining(", "));
        String subject = table.or(() -> job).orElse(rulesets);
        boolean hasFailures = failed.filter(count -> !"0".equals(count)).isPresent();
        Severity severity = JobState.severity(state);
        return event
                .notice("glue-data-quality", severity == Severity.GOOD && hasFailures ? Severity.MEDIUM : severity,
                        "Glue data quality " + state + (subject.isEmpty() ? "" : ": " + subject))
                .titleLink(ConsoleLinks.page(event.region().orElse(null), page(context, job)).orElse(null))
                .correlationKey(context.at("runId").text().or(() -> context.at("jobId").text())
                        .or(() -> detail.at("resultID").text()).map(id -> "glue-data-quality/" + id).orElse(null))
                .text(detail.at("message").textOrNull())
                .fact("Score", detail.at("score").number().flatMap(GlueDataQuality::percent).orElse(null))
                .fact("Rules", rules(detail, failed))
                .fact("Rulesets", rulesets.equals(subject) ? null : rulesets)
                .fact("Job", table.isPresent() ? job.orElse(null) : null)
                .fact("Evaluation", context.at("evaluationContext").text().filter(name -> !name.equals(rulesets)).orElse(null))
                .fact("Result ID", detail.at("resultID").textOrNull())
                .build();
    }

    private static String rules(Json detail, Optional<String> failed) {
        Optional<String> passed = detail.at("numRulesSucceeded").words().or(() -> detail.at("rulesSucceeded").words());
        Optional<String> skipped = detail.at("numRulesSkipped").words().or(() -> detail.at("rulesSkipped").words())
                .filter(count -> !"0".equals(count));
        return failed.isEmpty() || passed.isEmpty() ? null
                : failed.get() + " failed, " + passed.get() + " passed"
                        + skipped.map(count -> ", " + count + " skipped").orElse("");
    }

    private static Optional<String> percent(BigDecimal score) {
        boolean isShare = score.signum() >= 0 && score.compareTo(BigDecimal.ONE) <= 0 && score.scale() <= 30;
        return isShare
                ? Optional
                        .of(score.movePointRight(2).setScale(1, RoundingMode.DOWN).stripTrailingZeros().toPlainString() + " %")
                : Optional.empty();
    }

    private static String page(Json context, Optional<String> job) {
        Optional<String> table = context.at("tableName").text().map(ConsoleLinks::encode);
        Optional<String> database = context.at("databaseName").text().map(ConsoleLinks::encode);
        if (table.isPresent() && database.isPresent()) {
            return "glue/home#/v2/data-catalog/tables/view/" + table.get() + "?database=" + database.get();
        }
        return job.map(name -> "gluestudio/home#/editor/job/" + ConsoleLinks.encode(name) + "/dataquality")
                .orElse("glue/home");
    }
}
