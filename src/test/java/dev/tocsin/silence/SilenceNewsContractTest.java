package dev.tocsin.silence;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.UnwokenMessages;
import io.smallrye.mutiny.Uni;

/** Who is told of silences, and how often. */
class SilenceNewsContractTest {

    private static final Instant THEN = Instant.parse("2026-11-24T12:00:00Z");

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final List<String> lines = new ArrayList<>();
    private final SilenceStore store = new SilenceStore(database.postgres());
    private final UnwokenMessages messages = new UnwokenMessages();
    private final SilenceNews news = new SilenceNews(database.postgres(), messages, SilenceParts.log(lines));
    private String ops;

    @BeforeEach
    void somebodyToTell() {
        ops = database.name(database.configuration());
    }

    @Test
    void eachIsToldOnceWhenItBeginsAndOnceWhenItIsOver() {
        begin(SilenceKind.CHANNEL, "payments");
        soon(news.tell(ops));
        soon(news.tell(ops));

        assertThat(told()).singleElement().asString().contains("the channel of `payments`", "since 2026-11-24T12:00:00Z",
                "it does not speak").contains("\"version\":\"1.0\"");
        assertThat(messages.woken()).hasSize(1);

        soon(store.end(SilenceKind.CHANNEL, "payments"));
        soon(news.tell(ops));
        soon(news.tell(ops));

        assertThat(told()).hasSize(2).last().asString().contains("No longer silent", "the channel of `payments`",
                "silent from 2026-11-24T12:00:00Z to ");
        assertThat(database.texts("SELECT DISTINCT topic_arn FROM notification")).containsExactly("tocsin:silence");
        assertThat(database.number("SELECT count(*) FROM delivery WHERE configuration_name = $1", ops)).isEqualTo(2);
    }

    @Test
    void whatComesTogetherIsToldTogetherAndNoMoreThanPeopleRead() {
        for (int i = 10; i < 35; i++) {
            begin(SilenceKind.SUBSCRIPTION, "topic-" + i);
        }

        soon(news.tell(ops));

        assertThat(told()).singleElement().asString().contains("topic-10", "topic-19", "And 15 more")
                .doesNotContain("topic-20");
    }

    @Test
    void whatWasOverBeforeAnybodyWasToldIsNotTold() {
        begin(SilenceKind.TOPIC, "arn");
        soon(store.end(SilenceKind.TOPIC, "arn"));

        soon(news.tell(ops));

        assertThat(told()).isEmpty();
    }

    @Test
    void nothingIsToldUntilThereIsSomebodyToTell() {
        begin(SilenceKind.TOPIC, "arn");

        soon(news.tell("nobody"));

        assertThat(lines).singleElement().asString().contains("tocsin.silence.tell names nobody");
        assertThat(database.number("SELECT count(*) FROM silence WHERE told_at IS NOT NULL")).isZero();
        soon(news.tell(ops));
        assertThat(told()).hasSize(1);
    }

    @Test
    void twoReplicasTellItOnce() {
        begin(SilenceKind.TOPIC, "arn");

        soon(Uni.join().all(List.of(news.tell(ops), news.tell(ops), news.tell(ops))).andFailFast());

        assertThat(told()).hasSize(1);
    }

    private void begin(SilenceKind kind, String subject) {
        soon(store.begin(kind, new Silent(subject, THEN, "it does not speak")));
    }

    @Test
    void tellsInPlainWordsHowBadItIsAndSinceWhichSecond() {
        soon(store.begin(SilenceKind.TOPIC, new Silent("arn", THEN.plusNanos(123_456_000), "it does not speak")));
        soon(news.tell(ops));
        soon(store.end(SilenceKind.TOPIC, "arn"));
        soon(news.tell(ops));

        assertThat(told()).noneMatch(message -> message.contains(":mute:") || message.contains(".123"));
        assertThat(told()).first().asString().contains("\"title\":\"Silent\"", "\"severity\":\"HIGH\"");
        assertThat(told()).last().asString().contains("\"title\":\"No longer silent\"", "\"severity\":\"OK\"")
                .doesNotContainPattern("to [0-9T:-]+\\.[0-9]");
    }

    private static List<String> told() {
        return database.texts("SELECT convert_from(message, 'UTF8') FROM notification ORDER BY id");
    }
}
