package dev.tocsin.notice.data;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/** Databases and tables of the Glue Data Catalog that were created, changed or deleted. */
@Singleton
@Priority(Interpreter.KNOWN)
final class GlueCatalog implements Interpreter {

    private static final int MOST_NAMES = 5;
    private static final int LONGEST_NAME = 100;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.glue", "Glue Data Catalog Database State Change",
                "Glue Data Catalog Table State Change")).map(GlueCatalog::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String change = detail.at("typeOfChange").text().orElse("Changed");
        String database = detail.at("databaseName").text().orElse("");
        Optional<String> table = detail.at("tableName").text();
        String what = table.map(name -> "table " + (database.isEmpty() ? name : database + "." + name))
                .orElse(("database " + database).stripTrailing());
        boolean isDeletion = change.contains("Delete");
        return event.notice("glue-catalog", isDeletion ? Severity.LOW : Severity.INFO, "Glue " + what + ": " + change)
                .titleLink(page(event, database, table).orElse(null))
                .fact("Tables", names(detail.at("changedTables").items()))
                .fact("Partitions", names(detail.at("changedPartitions").items()))
                .build();
    }

    private static String names(List<Json> items) {
        List<String> names = items.stream().map(Json::words).flatMap(Optional::stream).limit(MOST_NAMES)
                .map(name -> Cut.middle(name, LONGEST_NAME)).toList();
        int more = items.size() - MOST_NAMES;
        return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    }

    private static Optional<String> page(Event event, String database, Optional<String> table) {
        String place = table
                .map(name -> "tables/view/" + ConsoleLinks.encode(name) + "?database=" + ConsoleLinks.encode(database)
                        + event.account().map(account -> "&catalogId=" + account).orElse(""))
                .orElse("databases/view/" + ConsoleLinks.encode(database));
        return ConsoleLinks.page(event.region().orElse(null), "glue/home#/v2/data-catalog/" + place);
    }
}
