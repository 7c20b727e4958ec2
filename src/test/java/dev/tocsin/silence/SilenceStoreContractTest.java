package dev.tocsin.silence;

import static dev.tocsin.database.QueueDatabase.soon;
import static dev.tocsin.silence.SilenceParts.silent;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;
import io.smallrye.mutiny.Uni;

class SilenceStoreContractTest {

    private static final Instant THEN = Instant.parse("2026-11-24T12:00:00Z");

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final SilenceStore store = new SilenceStore(database.postgres());

    @Test
    void whatIsSaidTwiceIsOneSilenceSinceItsBeginning() {
        soon(store.keep(SilenceKind.TOPIC, List.of(new Silent("a", THEN, "first"))));
        soon(store.keep(SilenceKind.TOPIC, List.of(new Silent("a", THEN.plusSeconds(60), "second"))));
        soon(store.begin(SilenceKind.TOPIC, new Silent("a", THEN.plusSeconds(90), "third")));

        assertThat(silent(database)).containsExactly("TOPIC a: third");
        assertThat(database.number("SELECT count(*) FROM silence")).isEqualTo(1);
        assertThat(database.number("SELECT extract(epoch FROM since)::bigint FROM silence"))
                .isEqualTo(THEN.getEpochSecond());
    }

    @Test
    void whatIsNotNamedAnyMoreIsOverAndOnlyOfItsKind() {
        soon(store.keep(SilenceKind.TOPIC, List.of(new Silent("a", THEN, "x"), new Silent("b", THEN, "y"))));
        soon(store.keep(SilenceKind.SUBSCRIPTION, List.of(new Silent("a", THEN, "z"))));

        soon(store.keep(SilenceKind.TOPIC, List.of(new Silent("b", THEN, "y"))));
        assertThat(silent(database)).containsExactly("SUBSCRIPTION a: z", "TOPIC b: y");
        soon(store.keep(SilenceKind.TOPIC, List.of()));
        assertThat(silent(database)).containsExactly("SUBSCRIPTION a: z");
    }

    @Test
    void whatWasOverBeginsAnew() {
        soon(store.begin(SilenceKind.CHANNEL, new Silent("a", THEN, "x")));
        soon(store.end(SilenceKind.CHANNEL, "a"));
        soon(store.begin(SilenceKind.CHANNEL, new Silent("a", THEN, "x")));

        assertThat(database.texts("SELECT over_at IS NULL FROM silence ORDER BY id")).containsExactly("false", "true");
    }

    @Test
    void twoReplicasThatSayTheSameAtOnceMakeOne() {
        soon(Uni.join().all(List.of(store.keep(SilenceKind.TOPIC, List.of(new Silent("a", THEN, "x"))),
                store.keep(SilenceKind.TOPIC, List.of(new Silent("a", THEN, "x"))),
                store.keep(SilenceKind.TOPIC, List.of(new Silent("a", THEN, "x"))))).andFailFast());

        assertThat(database.number("SELECT count(*) FROM silence")).isEqualTo(1);
    }

    @Test
    void whatNobodyLooksAfterAnyMoreIsOver() {
        String stays = database.name(database.configuration());
        String disabled = database.name(database.configuration());
        database.run("UPDATE configuration SET state = 'DISABLED' WHERE configuration_name = $1", disabled);
        for (String name : List.of(stays, disabled, "gone")) {
            soon(store.begin(SilenceKind.CHANNEL, new Silent(name, THEN, "x")));
            soon(store.begin(SilenceKind.CANARY, new Silent(name, THEN, "x")));
        }
        soon(store.begin(SilenceKind.TOPIC, new Silent("arn", THEN, "x")));

        soon(store.endUnwatched(List.of(stays, "gone")));
        assertThat(silent(database)).containsExactly("CANARY " + stays + ": x", "CHANNEL " + stays + ": x", "TOPIC arn: x");
        soon(store.endUnwatched(List.of()));
        assertThat(silent(database)).containsExactly("CHANNEL " + stays + ": x", "TOPIC arn: x");
    }

    @Test
    void whatIsOverForLongIsForgotten() {
        for (String subject : List.of("old", "young", "open")) {
            soon(store.begin(SilenceKind.TOPIC, new Silent(subject, THEN, "x")));
        }
        database.run("UPDATE silence SET over_at = now() - interval '31 days' WHERE subject = 'old'");
        database.run("UPDATE silence SET over_at = now() - interval '29 days' WHERE subject = 'young'");

        soon(store.forget(Duration.ofDays(30)));

        assertThat(database.texts("SELECT subject FROM silence ORDER BY id")).containsExactly("young", "open");
    }

    @Test
    void reasonsFromOutsideAreOneLineOfBoundedLength() {
        assertThat(new Silent("a", THEN, "one\n\ttwo\u2028three").why()).isEqualTo("one two three");
        assertThat(new Silent("a", THEN, "x".repeat(10_000)).why()).hasSizeLessThan(600);
    }
}
