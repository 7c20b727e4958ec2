package dev.tocsin.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.database.QueueDatabase;

/** No look at the history reads a whole table that grows. */
class HistoryPlansContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.filled();

    private static final Pattern WHOLE_TABLE = Pattern.compile("Seq Scan on (delivery|notification|attempt)\\b");

    @ParameterizedTest
    @ValueSource(strings = { "9223372036854775807", "30000", "10" })
    void notificationsOfAllTopics(String before) {
        readsNoWholeTable(History.NOTIFICATIONS, before, "NULL", "21");
    }

    @ParameterizedTest
    @ValueSource(strings = { "topic-7", "unknown" })
    void notificationsOfOneTopic(String topic) {
        readsNoWholeTable(History.NOTIFICATIONS, "9223372036854775807", "'" + topic + "'", "21");
    }

    @ParameterizedTest
    @ValueSource(strings = { "NULL", "'topic-7'" })
    void oneNotification(String topic) {
        readsNoWholeTable(History.NOTIFICATION, "gen_random_uuid()", topic);
    }

    @Test
    void deliveriesOfANotification() {
        readsNoWholeTable(History.OF_NOTIFICATION, "40000");
    }

    @Test
    void oneDelivery() {
        readsNoWholeTable(History.ONE, "40000");
    }

    @ParameterizedTest
    @ValueSource(strings = { "NULL", "'PENDING'", "'DEAD'", "'DELIVERED'" })
    void deliveriesOfOneState(String state) {
        readsNoWholeTable(History.MANY, "9223372036854775807", state, "NULL", "21");
    }

    @ParameterizedTest
    @ValueSource(strings = { "'c-7'", "'unknown'" })
    void deliveriesOfOneConfiguration(String name) {
        readsNoWholeTable(History.MANY, "9223372036854775807", "NULL", name, "21");
    }

    @ParameterizedTest
    @ValueSource(strings = { "'PENDING'", "'DEAD'", "'DELIVERED'" })
    void deliveriesOfOneStateAndConfiguration(String state) {
        readsNoWholeTable(History.MANY, "9223372036854775807", state, "'c-7'", "21");
    }

    @Test
    void attemptsOfAPage() {
        readsNoWholeTable(History.ATTEMPTS, IntStream.range(40_000, 40_101).mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "ARRAY[", "]::bigint[]")));
    }

    private static void readsNoWholeTable(String sql, String... arguments) {
        assertThat(database.plans(sql, arguments)).allSatisfy(plan -> assertThat(plan).doesNotContainPattern(WHOLE_TABLE));
    }
}
