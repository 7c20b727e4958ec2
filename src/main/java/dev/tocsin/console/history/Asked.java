package dev.tocsin.console.history;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.core.MultivaluedMap;

import dev.tocsin.history.HistoryQuestions.DeliveryQuery;
import dev.tocsin.history.HistoryQuestions.NotificationQuery;

/** What a page of the history is asked for. A field that is left empty asks for nothing. */
record Asked(MultivaluedMap<String, String> query) {

    /** Of the field {@code last}, so that most need not type a time. */
    private static final Map<String, Duration> LAST = Map.of("hour", Duration.ofHours(1), "day", Duration.ofDays(1), "week",
            Duration.ofDays(7), "month", Duration.ofDays(30));
    private static final String TOKEN = "nextToken";

    /** Null if it is not asked for. */
    public String one(String name) {
        String value = query.getFirst(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    public boolean has(String name, String value) {
        return query.getOrDefault(name, List.of()).contains(value);
    }

    public boolean isEmpty() {
        return query.keySet().stream().allMatch(name -> name.equals(TOKEN) || one(name) == null);
    }

    /** Whether it is asked for more than words. */
    public boolean isNarrowed() {
        return query.keySet().stream().anyMatch(name -> !name.equals(TOKEN) && !name.equals("text") && one(name) != null);
    }

    NotificationQuery notifications(int maxResults, String nextToken, Clock clock) {
        return new NotificationQuery(some("text"), given("severity"), one("state"), some("family"), some("topicArn"),
                some("configurationName"), some("matter"), from(clock), one("until"), maxResults, nextToken);
    }

    DeliveryQuery deliveries(int maxResults, String nextToken, Clock clock) {
        return new DeliveryQuery(one("state"), some("configurationName"), one("postingId"), from(clock), one("until"),
                maxResults, nextToken);
    }

    private String from(Clock clock) {
        return some("last").map(LAST::get)
                .map(last -> clock.instant().minus(last).truncatedTo(ChronoUnit.SECONDS).toString()).orElse(one("from"));
    }

    private Optional<String> some(String name) {
        return Optional.ofNullable(one(name));
    }

    private List<String> given(String name) {
        return query.getOrDefault(name, List.of()).stream().filter(value -> !value.isBlank()).toList();
    }

    /** The same question, for links to further pages and files. */
    public String again() {
        List<String> pairs = new ArrayList<>();
        query.forEach((name, values) -> values.stream().filter(value -> !value.isBlank() && !name.equals(TOKEN))
                .forEach(value -> pairs.add(encoded(name) + "=" + encoded(value))));
        return String.join("&", pairs);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
