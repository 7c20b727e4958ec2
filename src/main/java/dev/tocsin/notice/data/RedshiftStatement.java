package dev.tocsin.notice.data;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;

/**
 * A statement of the Redshift Data API that ended. See Amazon Redshift Management Guide, "Monitoring Data API events in
 * Amazon EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class RedshiftStatement implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.is("aws.redshift-data", "Redshift Data Statement Status Change"))
                .map(RedshiftStatement::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String state = detail.at("state").text().orElse("ENDED");
        Optional<String> id = detail.at("statementId").text();
        Optional<String> cluster = detail.at("clusterId").text();
        String name = detail.at("statementName").text().or(() -> id).map(words -> ": " + words).orElse("");
        Notice.Builder notice = event
                .notice("redshift-statement", JobState.severity(state), "Redshift statement " + state + name)
                .titleLink(ConsoleLinks.page(event.region().orElse(null), "redshiftv2/home").orElse(null))
                .text(detail.at("errorMessage").text().or(() -> detail.at("error").text()).orElse(null))
                .fact("Cluster", cluster.orElse(null))
                .fact("Workgroup", detail.at("workgroupName").textOrNull())
                .fact("Database", detail.at("database").textOrNull())
                .fact("By", detail.at("principal").text().map(ResourceName::of).orElse(null))
                .fact("Rows", detail.at("rows").wordsOrNull())
                .fact("Query", detail.at("queryId").words().or(() -> detail.at("redshiftQueryId").words())
                        .filter(query -> !query.startsWith("-")).orElse(null))
                .fact("Result kept until",
                        JobState.severity(state) == Severity.GOOD ? detail.at("expireAt").moment().orElse(null) : null)
                .fact("Statement ID", id.filter(statement -> detail.at("statementName").text().isPresent()).orElse(null));
        id.ifPresent(statement -> notice.correlationKey("redshift-statement/" + statement).standing(RunStanding.of(state)));
        return notice.build();
    }
}
