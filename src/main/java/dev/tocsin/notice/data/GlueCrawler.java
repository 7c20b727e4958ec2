package dev.tocsin.notice.data;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.LogPages;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/** A Glue crawler that started, ended, or could not be started by its schedule. See AWS Glue User Guide, as for jobs. */
@Singleton
@Priority(Interpreter.KNOWN)
final class GlueCrawler implements Interpreter {

    private static final String NOT_STARTED = "Glue Scheduled Crawler Invocation Failure";
    private static final int MOST_DIGITS = 9;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.glue", "Glue Crawler State Change", NOT_STARTED))
                .map(GlueCrawler::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String name = detail.at("crawlerName").text().orElse("");
        boolean hasRun = !NOT_STARTED.equals(event.type());
        String state = hasRun ? detail.at("state").text().orElse("changed").toUpperCase(Locale.ROOT) : "NOT STARTED";
        Severity severity = hasRun ? JobState.severity(state) : Severity.HIGH;
        Optional<String> warning = said(detail.at("warningMessage"));
        String region = event.region().orElse(null);
        return event
                .notice("glue-crawler", severity == Severity.GOOD && warning.isPresent() ? Severity.LOW : severity,
                        ("Glue crawler " + name).stripTrailing() + " " + state)
                .titleLink(ConsoleLinks.page(region, "glue/home#/v2/data-catalog/crawlers/view/" + ConsoleLinks.encode(name))
                        .orElse(null))
                .resource(name.isEmpty() ? null : "glue-crawler/" + name)
                .correlationKey("glue-crawler/" + event.account().orElse("") + "/" + region + "/" + name)
                .standing(name.isEmpty() ? Optional.empty()
                        : hasRun ? RunStanding.of(state) : Optional.of(Standing.openUntilResolved(state)))
                .text(said(detail.at("errorMessage")).or(() -> said(detail.at("message")))
                        .filter(message -> !message.equalsIgnoreCase("Crawler " + state)).orElse(null))
                .fact("Warning", warning.orElse(null))
                .fact("Tables", counts(detail, "tables"))
                .fact("Partitions", counts(detail, "partitions"))
                .fact("Running time", detail.at("runningTime (sec)").words().filter(GlueCrawler::isCount)
                        .map(seconds -> Elapsed.words(Duration.ofSeconds(Long.parseLong(seconds)))).orElse(null))
                .fact("Completed", detail.at("completionDate").moment().orElse(null))
                .link("Log", hasRun && !name.isEmpty() ? LogPages.stream(region, "/aws-glue/crawlers", name) : Optional.empty())
                .build();
    }

    /** {@code N/A} is what Glue writes for nothing. */
    private static Optional<String> said(Json words) {
        return words.text().filter(text -> !"N/A".equals(text));
    }

    /** For instance "2 created, 1 updated"; nothing where all are zero. */
    private static String counts(Json detail, String what) {
        StringBuilder counts = new StringBuilder();
        for (String change : new String[] { "Created", "Updated", "Deleted" }) {
            detail.at(what + change).words().filter(GlueCrawler::isCount).filter(count -> !"0".equals(count))
                    .ifPresent(count -> counts.append(counts.isEmpty() ? "" : ", ").append(count).append(' ')
                            .append(change.toLowerCase(Locale.ROOT)));
        }
        return counts.toString();
    }

    private static boolean isCount(String words) {
        return words.length() <= MOST_DIGITS && words.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
