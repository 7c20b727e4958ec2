package dev.tocsin.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;

/** What a database that fails is to those who ask, and what its operator is told. */
class DatabaseTroubleTest {

    private final DatabaseAway away = new DatabaseAway();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "25006 | PostgreSQL takes no writes, being a standby or set to read-only",
            "53100 | PostgreSQL has no room left on its disk", "53200 | PostgreSQL has no memory left",
            "53300 | PostgreSQL has no connection left for us",
            "57014 | PostgreSQL ended a statement that took too long", "57P01 | PostgreSQL ended the connection",
            "57P02 | PostgreSQL crashed", "57P03 | PostgreSQL is starting, recovering or stopping",
            "58030 | PostgreSQL cannot read or write its files", "08006 | PostgreSQL refuses", "53400 | PostgreSQL refuses" })
    void isAwayWhateverKeepsItFromWorking(String state, String words) {
        assertThat(away.isCauseOf(said(state))).isTrue();
        assertThat(away.isCauseOf(new CompletionException(said(state)))).isTrue();
        assertThat(away.isCauseOf(new CompletionException(new SQLException("s3cr3t", state)))).as("by Hibernate").isTrue();
        assertThat(DatabaseTrouble.words(new SQLException("s3cr3t", state))).isEqualTo(words + " (SQLSTATE " + state + ")");
        assertThat(DatabaseTrouble.words(new CompletionException(said(state)))).isEqualTo(words + " (SQLSTATE " + state + ")");
    }

    /** Requests that only read are answered meanwhile. */
    @Test
    void isNotOutOfReachWhereItTakesNoWrites() {
        assertThat(away.matter(new CompletionException(said("25006")))).isEqualTo("takes no writes now, though it can be read");
        assertThat(away.matter(said("57P01"))).isEqualTo("is out of reach");
        assertThat(away.inWords(said("25006"))).contains("takes no writes", "25006");
    }

    static Stream<Arguments> silences() {
        return Stream.of(Arguments.of(new ConnectException("s3cr3t"), "PostgreSQL cannot be reached"),
                Arguments.of(new TimeoutException(), "PostgreSQL does not answer in time"),
                Arguments.of(new SocketException("s3cr3t"), "the connection to PostgreSQL broke"),
                Arguments.of(ClosedConnectionException.INSTANCE, "the connection to PostgreSQL broke"));
    }

    @ParameterizedTest
    @MethodSource("silences")
    void isAwayIfItDoesNotAnswer(Throwable failure, String words) {
        assertThat(away.isCauseOf(failure)).isTrue();
        assertThat(DatabaseTrouble.words(failure)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({ "23505", "42P01", "22021", "25P02", "40001" })
    void whatItRefusesForItsOwnSakeIsAFaultOfOurs(String state) {
        assertThat(away.isCauseOf(said(state))).isFalse();
        assertThat(DatabaseTrouble.words(said(state))).isEqualTo("PostgreSQL refuses (SQLSTATE " + state + ")");
    }

    @Test
    void aFaultOfOursIsToldByItsTypeAlone() {
        assertThat(away.isCauseOf(new IllegalStateException("s3cr3t"))).isFalse();
        assertThat(DatabaseTrouble.words(new IllegalStateException("s3cr3t"))).isEqualTo("IllegalStateException");
    }

    private static PgException said(String state) {
        return new PgException("s3cr3t", "ERROR", state, "s3cr3t");
    }
}
