package dev.tocsin.notice.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Listed;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * A health event of CloudWatch Internet Monitor: users somewhere reach the application badly. Its members are those of the
 * API's HealthEvent.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class InternetMonitor implements Interpreter {

    private static final int MOST_PLACES = 5;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.isFrom("aws.internetmonitor")).map(InternetMonitor::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String status = member(detail, "Status").text().orElse("ACTIVE");
        boolean over = status.equals("RESOLVED");
        String impact = member(detail, "ImpactType").text().map(type -> Labels.of(type.toLowerCase(Locale.ROOT)))
                .orElse("Health");
        Optional<String> monitor = member(detail, "MonitorName").text();
        Optional<String> id = member(detail, "EventArn").text().or(() -> member(detail, "EventId").text());
        Notice.Builder notice = event.notice("internet-monitor", over ? Severity.GOOD : Severity.HIGH,
                "Internet Monitor: " + impact + " event " + status + monitor.map(name -> " (" + name + ")").orElse(""))
                .titleLink(ConsoleLinks.page(event.region().orElse(null), "cloudwatch/home#internet-monitor:").orElse(null))
                .fact("Share of traffic", member(detail, "PercentOfTotalTrafficImpacted").words().map(share -> share + " %")
                        .orElse(null))
                .fact("Places", Listed.first(MOST_PLACES, places(detail)))
                .fact("Began", member(detail, "StartedAt").moment().orElse(null))
                .fact("Ended", member(detail, "EndedAt").moment().orElse(null));
        id.ifPresent(text -> notice.resource(text).correlationKey(text)
                .standing(over ? Standing.over(status) : Standing.open(status)));
        return notice.build();
    }

    /** For instance "Paris, France (ExampleNet)". */
    private static List<String> places(Json detail) {
        List<String> places = new ArrayList<>();
        member(detail, "ImpactedLocations").items().stream().limit(100).forEach(place -> {
            String where = String.join(", ", parts(place, "City", "Subdivision", "Country"));
            String network = member(place, "ASName").text().map(name -> " (" + name + ")").orElse("");
            if (!where.isEmpty()) {
                places.add(where + network);
            }
        });
        return places;
    }

    private static List<String> parts(Json place, String... names) {
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            member(place, name).text().filter(part -> !parts.contains(part)).ifPresent(parts::add);
        }
        return parts;
    }

    private static Json member(Json json, String name) {
        return json.has(name) ? json.at(name) : json.at(Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }
}
