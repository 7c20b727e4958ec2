package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The migrations expand and contract: a version works on the tables of the next one. CONTRIBUTING.md says how. */
class MigrationsTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    /** From before there was the rule, and before the first release. */
    private static final Set<String> EXEMPT = Set.of("V2__deliveries_of_a_notification.sql", "V3__topics.sql",
            "V8__kinds.sql");

    @Test
    void theVersionBeforeWorksOnWhatEachOneLeaves() throws IOException {
        List<String> faults = new ArrayList<>();
        Set<String> faulty = new TreeSet<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            List<String> found = MigrationRules.faults(name, Files.readString(file));
            if (EXEMPT.contains(name) && !found.isEmpty()) {
                faulty.add(name);
            } else {
                faults.addAll(found);
            }
        }
        assertThat(faults).isEmpty();
        assertThat(faulty).as("what needs no exemption has none").isEqualTo(new TreeSet<>(EXEMPT));
    }

    /** Flyway applies none that comes behind one that was applied, and a gap would be one that somebody has still to merge. */
    @Test
    void theyAreNumberedWithoutAGap() throws IOException {
        assertThat(files().stream().map(MigrationsTest::version)).isEqualTo(
                Stream.iterate(1, number -> number + 1).limit(files().size()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "DROP TABLE posting;",
            "DROP VIEW destination;",
            "ALTER TABLE delivery DROP COLUMN reason;",
            "ALTER TABLE delivery ADD COLUMN a text, DROP CONSTRAINT settled_or_pending;",
            "ALTER TABLE delivery RENAME COLUMN reason TO why;",
            "ALTER TABLE delivery RENAME TO sending;",
            "ALTER TABLE delivery ALTER COLUMN failures TYPE bigint;",
            "ALTER TABLE delivery ALTER failures SET DATA TYPE bigint;",
            "ALTER TABLE delivery ALTER COLUMN reason SET NOT NULL;",
            "ALTER TABLE delivery ALTER COLUMN failures DROP DEFAULT;",
            "ALTER TABLE delivery ADD COLUMN kind text NOT NULL;",
            "ALTER TABLE delivery\n    ADD COLUMN a text,\n    ADD COLUMN kind text NOT NULL CHECK (kind IN ('a', 'b'));",
            "ALTER TABLE delivery ADD CONSTRAINT short CHECK (length(reason) < 10);",
            "ALTER TABLE delivery ADD UNIQUE (reason);",
            "CREATE UNIQUE INDEX one_reason ON delivery (reason);",
            "TRUNCATE delivery;",
            "CREATE INDEX CONCURRENTLY later ON delivery (reason);",
            "BEGIN; SELECT 1; COMMIT;",
            "-- says nothing\nalter table lane drop column lease;" })
    void whatTheVersionBeforeCouldNotWorkOnIsFound(String sql) {
        assertThat(MigrationRules.faults("V17__words.sql", sql)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "ALTER TABLE delivery ADD COLUMN kind text, ADD COLUMN number integer NOT NULL DEFAULT 0;",
            "ALTER TABLE delivery ADD COLUMN kind text CHECK (kind IN ('a', 'b'));",
            "ALTER TABLE delivery ALTER COLUMN reason DROP NOT NULL;",
            "ALTER TABLE delivery ALTER COLUMN failures SET DEFAULT 1;",
            "CREATE TABLE next (id bigint NOT NULL); CREATE UNIQUE INDEX one ON next (id); ALTER TABLE next ADD UNIQUE (id);",
            "CREATE INDEX later ON delivery (reason);",
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DROP TABLE x; COMMIT; END $$;",
            "UPDATE delivery SET reason = 'drop; rename' WHERE reason IS NULL;",
            "-- ALTER TABLE delivery DROP COLUMN reason;\nSELECT 1;" })
    void whatOnlyAddsIsNone(String sql) {
        assertThat(MigrationRules.faults("V17__words.sql", sql)).isEmpty();
    }

    @Test
    void aContractMayTakeAwayAndSaysFromWhenOn() {
        String drop = "ALTER TABLE delivery DROP COLUMN reason;";
        assertThat(MigrationRules.faults("V18__contract_from_17_drop_reason.sql", drop)).isEmpty();
        assertThat(MigrationRules.faults("V18__contract_from_18_drop_reason.sql", drop)).hasSize(1);
        assertThat(MigrationRules.faults("V18__contract_drop_reason.sql", drop)).isNotEmpty();
        assertThat(MigrationRules.faults("V18__contract_from_17_later.sql",
                "CREATE INDEX CONCURRENTLY later ON delivery (reason);")).isNotEmpty();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.sorted(Comparator.comparingInt(MigrationsTest::version)).toList();
        }
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceFirst("^V(\\d+)__.*", "$1"));
    }
}
