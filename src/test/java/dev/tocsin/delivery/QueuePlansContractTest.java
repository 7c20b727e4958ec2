package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.database.QueueDatabase;

/** No statement of the queue reads a whole table that grows, whether one lane is concerned or a full batch. */
class QueuePlansContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.filled();

    private static final Pattern WHOLE_TABLE = Pattern.compile("Seq Scan on (delivery|notification|attempt)\\b");
    private static final String LEASE = "'0b8c1f0e-1f6b-4f0e-8a53-6f5f3b1c2d3e'::uuid";

    @ParameterizedTest
    @ValueSource(ints = { 1, 20, 256 })
    void intake(int batch) {
        readsNoWholeTable(IntakeStatement.SQL, array(batch, "'topic-' || i", "text"), array(batch, "gen_random_uuid()", "uuid"),
                array(batch, "'Notification'", "text"), array(batch, "NULL", "text"), array(batch, "'x'", "bytea"),
                array(batch, "NULL", "text"), array(batch, "now()", "timestamptz"), array(batch, "NULL", "uuid"));
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 10, 100 })
    void claim(int lanes) {
        readsNoWholeTable(ClaimStatement.SQL, array(lanes, "i", "bigint"), LEASE, "30000", "4194304::bigint", "10",
                "1000", "1048576::bigint", "5", "3670016::bigint", "16384", "true");
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 100 })
    void giveBack(int lanes) {
        readsNoWholeTable(LaneStore.RETURN, array(lanes, "i", "bigint"), array(lanes, LEASE, "uuid"),
                array(lanes, "3000", "bigint"), array(lanes, "'its host hangs'", "text"), array(lanes, "50000 + i", "bigint"),
                array(lanes, "'{1,2,3}'", "text"));
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 100 })
    void fold(int batch) {
        readsNoWholeTable(FoldStatement.SQL, array(batch, "i", "bigint"), array(batch, LEASE, "uuid"),
                array(batch, "50000 + i", "bigint"), array(batch, "'alarm a'", "text"), array(batch, "'CRITICAL'", "text"),
                array(batch, "true", "boolean"), array(batch, "true", "boolean"), "300000::bigint", "10000::bigint");
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 100 })
    void release(int lanes) {
        readsNoWholeTable(LaneStore.RELEASE, array(lanes, "i", "bigint"), LEASE);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 64 })
    void due(int most) {
        readsNoWholeTable(LaneStore.DUE, Integer.toString(most));
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 10, 100 })
    void settlement(int batch) {
        readsNoWholeTable(SettlementStatement.SQL, array(batch, "i", "bigint"), array(batch, LEASE, "uuid"),
                array(batch, "50000 + i", "bigint"), array(batch, "'DELIVERED'", "text"), array(batch, "'FULL'", "text"),
                array(batch, "0", "int"), array(batch, "0", "int"), array(batch, "0", "bigint"), array(batch, "0", "bigint"),
                array(batch, "NULL", "text"), array(batch, "'1'", "text"), array(batch, "1", "int"),
                array(batch, "now()", "timestamptz"), array(batch, "100", "int"), array(batch, "'DELIVERED'", "text"),
                array(batch, "200", "int"), array(batch, "NULL", "text"), array(batch, "now()", "timestamptz"),
                array(batch, "1000", "bigint"), array(batch, "1000", "bigint"), array(batch, "NULL", "text"),
                array(batch, "NULL", "text"), array(batch, "1", "int"), array(batch, "false", "boolean"), "30000::bigint",
                array(batch, "60000 + i", "bigint"), array(batch, "NULL", "uuid"), array(batch, "false", "boolean"),
                array(batch, "'alarm a'", "text"), array(batch, "NULL", "text"), array(batch, "NULL", "uuid"), "'[]'::json",
                "10000::bigint");
    }

    @Test
    void isStored() {
        readsNoWholeTable(IntakeStatement.IS_STORED, "gen_random_uuid()", "'topic-1'");
    }

    /** Written out, because the planner looks at how many there are. */
    private static String array(int size, String value, String type) {
        return IntStream.rangeClosed(1, size).mapToObj(i -> value.replaceAll("\\bi\\b", Integer.toString(i)))
                .collect(Collectors.joining(", ", "ARRAY[", "]::" + type + "[]"));
    }

    private static void readsNoWholeTable(String sql, String... arguments) {
        assertThat(database.plans(sql, arguments)).allSatisfy(plan -> assertThat(plan).doesNotContainPattern(WHOLE_TABLE));
    }
}
