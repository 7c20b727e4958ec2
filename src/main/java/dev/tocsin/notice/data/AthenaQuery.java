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

/** A query of Athena that changed its state. See Amazon Athena User Guide, "Monitor Athena queries with EventBridge". */
@Singleton
@Priority(Interpreter.KNOWN)
final class AthenaQuery implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.athena", "Athena Query State Change")).map(AthenaQuery::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String state = detail.at("currentState").text().orElse("CHANGED");
        Optional<String> id = detail.at("queryExecutionId").text();
        Json error = detail.at("athenaError");
        String workgroup = detail.at("workgroupName").text().map(name -> " in workgroup " + name).orElse("");
        return event.notice("athena-query", JobState.severity(state), "Athena query " + state + workgroup)
                .titleLink(ConsoleLinks.page(event.region().orElse(null), "athena/home" + id
                        .map(query -> "#/query-editor/history/" + ConsoleLinks.encode(query)).orElse("")).orElse(null))
                .resource(id.orElse(null))
                .correlationKey(id.map(query -> "athena-query/" + query).orElse(null))
                .standing(id.flatMap(query -> RunStanding.of(state)))
                .text(error.at("errorMessage").textOrNull())
                .fact("Error category", error.at("errorCategory").number().map(number -> category(number.intValue()))
                        .orElse(null))
                .fact("Retryable", error.at("retryable").words().map(retryable -> "true".equals(retryable) ? "yes" : "no")
                        .orElse(null))
                .fact("Statement", detail.at("statementType").textOrNull())
                .fact("Query ID", id.orElse(null))
                .build();
    }

    private static String category(int number) {
        return switch (number) {
            case 1 -> "System";
            case 2 -> "User";
            default -> "Other";
        };
    }
}
