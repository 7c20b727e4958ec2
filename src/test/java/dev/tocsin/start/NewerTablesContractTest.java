package dev.tocsin.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.database.SharedPostgres;
import io.smallrye.config.SmallRyeConfigBuilder;

@Tag("long")
class NewerTablesContractTest {

    @TempDir
    Path folder;

    private String name;
    private DataSource database;

    @BeforeEach
    void start() throws IOException, SQLException {
        name = SharedPostgres.newDatabase();
        database = SharedPostgres.server().getDatabase("postgres", name);
        migrate("later", "V1__one", "V2__two");
    }

    @AfterEach
    void stop() throws SQLException {
        SharedPostgres.drop(name);
    }

    @Test
    void itsOwnTablesAreNotNewer() throws IOException {
        assertThat(seenBy("V1__one", "V2__two")).isEmpty();
    }

    @Test
    void tablesThatItHasStillToMigrateAreNotNewer() throws IOException {
        assertThat(seenBy("V1__one", "V2__two", "V3__three")).isEmpty();
    }

    @Test
    void tablesToWhichOnlySomethingWasAddedAreWorkedOn() throws IOException {
        migrate("later", "V3__three", "V4__contractors");

        NewerTables newer = seenBy("V1__one", "V2__two").orElseThrow();

        assertThat(newer.refusal("db:5432/tocsin")).isEmpty();
        assertThat(newer.words()).contains("version 4", "up to 2");
    }

    @Test
    void whatWasTakenAwayIsMissedByWhomItsNameSays() throws IOException {
        migrate("later", "V3__three", "V4__contract_from_3_drop_two");

        assertThat(seenBy("V1__one", "V2__two").orElseThrow().refusal("db:5432/tocsin").orElseThrow())
                .contains("db:5432/tocsin", "version 4", "knows them up to 2", "4 (contract from 3 drop two)");
        assertThat(seenBy("V1__one", "V2__two", "V3__three").orElseThrow().refusal("")).isEmpty();
    }

    @Test
    void whereItsNameDoesNotSayWhomNobodyOlderWorksOnIt() throws IOException {
        migrate("later", "V3__contract");

        assertThat(seenBy("V1__one", "V2__two").orElseThrow().refusal("").orElseThrow()).contains("3 (contract)");
    }

    @Test
    void tooManyVersionsAheadNobodyCanKnow() throws IOException {
        migrate("later", "V12__twelve");
        assertThat(seenBy("V1__one", "V2__two").orElseThrow().refusal("")).isEmpty();

        migrate("later", "V13__thirteen");
        assertThat(seenBy("V1__one", "V2__two").orElseThrow().refusal("").orElseThrow())
                .contains("more than 10 migrations ahead of this version's 2");
    }

    @Test
    void aVersionBetweenTwoNumbersIsNewerToo() throws IOException {
        migrate("later", "V2.1__by_hand");

        NewerTables newer = seenBy("V1__one", "V2__two").orElseThrow();

        assertThat(newer.refusal("")).isEmpty();
        assertThat(newer.words()).contains("version 2.1,", "up to 2 ");
    }

    @Test
    void whatWasTakenAwayBetweenTwoNumbersIsMissedToo() throws IOException {
        migrate("later", "V2.1__contract");

        assertThat(seenBy("V1__one", "V2__two").orElseThrow().refusal("").orElseThrow()).contains("2.1 (contract)");
    }

    @Test
    void noVersionIsTooLargeToBeToldOf() throws IOException {
        migrate("later", "V20260101000000__by_hand");

        assertThat(seenBy("V1__one", "V2__two").orElseThrow().refusal("").orElseThrow())
                .contains("to version 20260101000000 ", "more than 10 migrations ahead of this version's 2");
    }

    @Test
    void whatIsNoVersionIsToldAsTablesOfSomebodyElse() throws Exception {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("UPDATE flyway_schema_history SET version = 'two' WHERE version = '2'");
        }

        assertThatThrownBy(() -> seenBy("V1__one", "V2__two")).satisfies(failure -> {
            Explanation explanation = FailedStart.explain(failure, new SmallRyeConfigBuilder().build());
            assertThat(explanation.exitCode()).isEqualTo(ExitCode.OTHER_TABLES);
            assertThat(explanation.lines()).singleElement().asString().contains("two");
        });
    }

    private Optional<NewerTables> seenBy(String... migrations) throws IOException {
        return NewerTables.of(Arrays.asList(flyway("earlier-" + migrations.length, migrations).info().all()));
    }

    private void migrate(String version, String... migrations) throws IOException {
        flyway(version, migrations).migrate();
    }

    private Flyway flyway(String version, String... migrations) throws IOException {
        Path files = Files.createDirectories(folder.resolve(version));
        for (String migration : migrations) {
            Files.writeString(files.resolve(migration + ".sql"), "SELECT 1;");
        }
        return Flyway.configure().dataSource(database).locations("filesystem:" + files).load();
    }
}
