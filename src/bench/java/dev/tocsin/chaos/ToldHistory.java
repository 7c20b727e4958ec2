package dev.tocsin.chaos;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the database says at the end.
 *
 * @param postings how many deliveries each digest was posted for, by its id
 */
record ToldHistory(List<ToldDelivery> deliveries, Map<String, Integer> postings) {

    private static final String DELIVERIES = """
            SELECT d.id, d.configuration_name, convert_from(n.message, 'UTF8') AS message, d.state, d.form, d.failures, d.reason,
                   d.posting_id::text AS posting
            FROM delivery d JOIN notification n ON n.id = d.notification_id ORDER BY d.id""";
    private static final String ATTEMPTS = """
            SELECT delivery_id, number, started_at::text AS started_at, outcome, reason FROM attempt ORDER BY delivery_id, number""";

    /** An attempt, and whose it is. */
    private record Found(long delivery, ToldAttempt attempt) {
    }

    static ToldHistory read(FragilePostgres database) throws SQLException {
        Map<Long, List<ToldAttempt>> attempts = new HashMap<>();
        database.rows(ATTEMPTS, row -> new Found(row.getLong("delivery_id"), new ToldAttempt(row.getInt("number"),
                row.getString("started_at"), row.getString("outcome"), Optional.ofNullable(row.getString("reason")))))
                .forEach(found -> attempts.computeIfAbsent(found.delivery(), first -> new ArrayList<>()).add(found.attempt()));
        List<ToldDelivery> deliveries = database.rows(DELIVERIES, row -> new ToldDelivery(row.getLong("id"),
                LaneUnderTest.numberOf(row.getString("configuration_name")), letter(row.getString("message")),
                row.getString("state"), row.getString("form"), row.getInt("failures"),
                Optional.ofNullable(row.getString("reason")), Optional.ofNullable(row.getString("posting")),
                List.copyOf(attempts.getOrDefault(row.getLong("id"), List.of()))));
        Map<String, Integer> postings = new HashMap<>();
        database.rows("SELECT id::text, deliveries FROM posting", row -> Map.entry(row.getString(1), row.getInt(2)))
                .forEach(posting -> postings.put(posting.getKey(), posting.getValue()));
        return new ToldHistory(deliveries, postings);
    }

    private static int letter(String message) {
        int begin = message.indexOf(ChaosLetter.MARK) + ChaosLetter.MARK.length();
        return Integer.parseInt(message.substring(begin, begin + ChaosLetter.DIGITS));
    }
}
