package dev.tocsin.chaos;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the database says at the end.
 *
 * @param digests how many deliveries each was posted for, by its id
 * @param messages those that stand for matters, by their ids, in the order in which they were written
 */
record ToldHistory(List<ToldDelivery> deliveries, Map<String, Integer> digests, Map<String, ToldMessage> messages) {

    private static final String DELIVERIES = """
            SELECT d.id, d.configuration_name, convert_from(n.message, 'UTF8') AS message, d.state, d.form, d.failures, d.reason,
                   d.posting_id::text AS posting, d.reference
            FROM delivery d JOIN notification n ON n.id = d.notification_id ORDER BY d.id""";
    private static final String DIGESTS = "SELECT id::text, deliveries FROM posting WHERE phase IS NULL";
    private static final String MESSAGES = """
            SELECT p.id::text AS id, d.configuration_name, p.matter, p.reference, convert_from(n.message, 'UTF8') AS message,
                   p.gone_because IS NOT NULL AS is_gone
            FROM posting p JOIN delivery d ON d.id = p.delivery_id JOIN notification n ON n.id = d.notification_id
            WHERE p.phase IS NOT NULL ORDER BY p.posted_at, p.id""";
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
        Map<String, Integer> digests = new HashMap<>();
        database.rows(DIGESTS, row -> Map.entry(row.getString(1), row.getInt(2)))
                .forEach(digest -> digests.put(digest.getKey(), digest.getValue()));
        Map<String, ToldMessage> messages = new LinkedHashMap<>();
        database.rows(MESSAGES, row -> new ToldMessage(row.getString("id"),
                LaneUnderTest.numberOf(row.getString("configuration_name")), row.getString("matter"),
                Optional.ofNullable(row.getString("reference")), letter(row.getString("message")), row.getBoolean("is_gone")))
                .forEach(message -> messages.put(message.id(), message));
        List<ToldDelivery> deliveries = database.rows(DELIVERIES, row -> new ToldDelivery(row.getLong("id"),
                LaneUnderTest.numberOf(row.getString("configuration_name")), letter(row.getString("message")),
                row.getString("state"), row.getString("form"), row.getInt("failures"),
                Optional.ofNullable(row.getString("reason")),
                place(messages, Optional.ofNullable(row.getString("posting")), row.getString("reference")),
                List.copyOf(attempts.getOrDefault(row.getLong("id"), List.of()))));
        return new ToldHistory(deliveries, digests, messages);
    }

    /** What stands for no matter is a digest, and be it one that there is not. */
    private static ToldPlace place(Map<String, ToldMessage> messages, Optional<String> posting, String reference) {
        return new ToldPlace(posting.filter(id -> !messages.containsKey(id)), posting.filter(messages::containsKey),
                Optional.ofNullable(reference));
    }

    private static int letter(String message) {
        int begin = message.indexOf(ChaosLetter.MARK) + ChaosLetter.MARK.length();
        return Integer.parseInt(message.substring(begin, begin + ChaosLetter.DIGITS));
    }
}
