package dev.tocsin.silence;

import static dev.tocsin.database.QueueDatabase.soon;
import static dev.tocsin.silence.SilenceParts.silent;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.database.QueueDatabase;
import io.smallrye.mutiny.Uni;

/** A canary's way by the tables; SNS, the lanes and the chat are given. */
class CanariesContractTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:canary";
    private static final String BUSY = "arn:aws:sns:eu-west-1:123456789012:busy";

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final CanaryStore store = new CanaryStore(database.postgres());
    private final SilenceStore silences = new SilenceStore(database.postgres());
    private final List<String> published = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private boolean hasCredentials = true;
    private boolean isLost;
    private Optional<String> notDeleted = Optional.empty();
    private final Canaries canaries = replica();
    private final CanaryArrivals arrivals = new CanaryArrivals(store, SilenceParts.config());
    private long channel;
    private long webhook;
    private List<String> names;

    private Canaries replica() {
        return new Canaries(store, silences, new Canaries.Publishing() {
            @Override
            public Uni<Boolean> canPublish() {
                return Uni.createFrom().item(hasCredentials);
            }

            @Override
            public Uni<String> publish(TopicArn topic, String subject, String message) {
                published.add(topic + " " + message);
                return isLost ? Uni.createFrom().failure(new IllegalStateException("the process ended"))
                        : Uni.createFrom().item(UUID.randomUUID().toString());
            }
        }, (name, reference) -> {
            deleted.add(name + " " + reference);
            return Uni.createFrom().item(notDeleted);
        }, SilenceParts.config("canary-hour", "0"), SilenceParts.log(log));
    }

    @BeforeEach
    void configurations() {
        database.workspace("T1");
        channel = database.channelOf("T1", BUSY, TOPIC);
        webhook = database.configuration(BUSY);
        names = List.of(database.name(channel));
    }

    @Test
    void goesByTheTopicThatTheFewestHearOnceADay() {
        round();
        round();

        assertThat(published).singleElement().asString().startsWith(TOPIC + " ").contains("canary-" + mark(),
                "Canary for " + names.get(0));
        posted("1.2");
        round();
        round();
        assertThat(published).as("that was all for today").hasSize(1);
        database.run("UPDATE canary SET day = day - 1");
        round();
        assertThat(published).hasSize(2);
    }

    @Test
    void isTakenAwayOnceItIsPostedAndNothingIsSaid() {
        round();
        posted("1.2");
        round();

        assertThat(deleted).containsExactly(names.get(0) + " 1.2");
        assertThat(silent(database)).isEmpty();
        assertThat(database.number("SELECT count(*) FROM canary WHERE ended_at IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void whatDoesNotArriveInTimeIsASilenceUntilOneArrives() {
        round();
        late("11 minutes");
        round();

        assertThat(silent(database)).singleElement().asString().startsWith("CANARY " + names.get(0) + ": SNS took it")
                .endsWith("and it has not arrived");
        late("24 hours");
        round();
        database.run("UPDATE canary SET day = day - 1");
        round();
        assertThat(published).as("the next day's").hasSize(2);
        assertThat(silent(database)).hasSize(1);
        posted("1.2");
        round();
        assertThat(silent(database)).isEmpty();
    }

    /** However late it is posted, it does not stay in the channel. */
    @Test
    void whatIsPostedTooLateIsTakenAwayAllTheSame() {
        round();
        pending();
        late("11 minutes");
        round();
        assertThat(silent(database)).singleElement().asString().endsWith("it arrived and is not posted: HTTP 503");
        database.run("UPDATE delivery SET state = 'DELIVERED', settled_at = now(), reference = '1.2'");
        look();
        round();

        assertThat(deleted).containsExactly(names.get(0) + " 1.2");
        assertThat(silent(database)).isEmpty();
    }

    @Test
    void noNextOneBeginsWhileOneIsUnderWay() {
        round();
        database.run("UPDATE canary SET day = day - 1");

        round();

        assertThat(published).hasSize(1);
    }

    @Test
    void twoReplicasSendOne() {
        soon(Uni.join().all(List.of(canaries.round(names), replica().round(names), replica().round(names))).andFailFast());

        assertThat(published).hasSize(1);
    }

    /** SNS may have taken it: the copy that comes second ends before the post. */
    @Test
    void whoeverEndsWhilePublishingIsFollowedByOneThatPublishesTheSameMark() {
        isLost = true;
        assertThat(canaries.round(names).map(done -> "done").onFailure().recoverWithItem("ended").await().indefinitely())
                .isEqualTo("ended");
        UUID mark = mark();
        isLost = false;
        look();
        round();

        assertThat(mark()).isEqualTo(mark);
        assertThat(published).hasSize(2);
        assertThat(endsBecause(mark, channel, 7)).isEmpty();
        assertThat(endsBecause(mark, channel, 7)).as("tried again").isEmpty();
        assertThat(endsBecause(mark, channel, 8)).hasValueSatisfying(said -> assertThat(said).contains("ends here"));
    }

    @Test
    void withoutCredentialsOrTopicsItSaysSo() {
        hasCredentials = false;
        round();
        late("11 minutes");
        round();
        assertThat(silent(database)).singleElement().asString().endsWith("no AWS credentials were found");

        names = List.of(database.name(database.configuration()));
        round();
        assertThat(silent(database)).anyMatch(line -> line.contains(names.get(0) + ": the configuration hears no topic"));
        assertThat(published).isEmpty();
    }

    @Test
    void isNotSentForOneThatIsDisabledOrBeforeItsHour() {
        database.run("UPDATE configuration SET state = 'DISABLED' WHERE id = $1", channel);
        round();
        assertThat(published).isEmpty();
        database.run("UPDATE configuration SET state = 'ENABLED' WHERE id = $1", channel);
        assertThat(soon(store.begin(names, 24, UUID.randomUUID()))).isEmpty();
    }

    @Test
    void endsBeforeThePostOfAWebhookAndOfOthersThatHearTheTopic() {
        names = List.of(database.name(webhook));
        round();

        assertThat(endsBecause(mark(), webhook, 7)).hasValueSatisfying(
                said -> assertThat(said).contains("what a webhook posts cannot be taken away"));
        assertThat(endsBecause(mark(), channel, 8)).hasValueSatisfying(
                said -> assertThat(said).contains("the canary of " + names.get(0)));
        assertThat(soon(new CanaryArrivals(store, SilenceParts.config("canary-shown", "true")).endsBecause(mark(), webhook, 7)))
                .as("where it is to be shown").isEmpty();
    }

    @Test
    void oneThatWeHaveNotSentIsAMessageLikeAnyOther() {
        assertThat(endsBecause(UUID.randomUUID(), channel, 7)).isEmpty();
    }

    @Test
    void aMessageThatShowsOthersTooIsNotTakenAway() {
        round();
        posted("1.2");
        database.run("UPDATE delivery SET posting_id = gen_random_uuid()");
        round();

        assertThat(deleted).isEmpty();
        assertThat(silent(database)).isEmpty();
    }

    @Test
    void takingAwayIsTriedAgainForAWhile() {
        notDeleted = Optional.of("Slack cannot be reached");
        round();
        posted("1.2");
        round();
        assertThat(database.number("SELECT count(*) FROM canary WHERE ended_at IS NULL")).isEqualTo(1);
        late("11 minutes");
        round();

        assertThat(deleted).hasSize(2);
        assertThat(database.number("SELECT count(*) FROM canary WHERE ended_at IS NOT NULL")).isEqualTo(1);
    }

    private void round() {
        soon(canaries.round(names));
    }

    private Optional<String> endsBecause(UUID mark, long lane, long delivery) {
        return soon(arrivals.endsBecause(mark, lane, delivery));
    }

    private static UUID mark() {
        return UUID.fromString(database.text("SELECT mark FROM canary"));
    }

    private static void look() {
        database.run("UPDATE canary SET look_at = now() - interval '1 second'");
    }

    private static void late(String age) {
        database.run("UPDATE canary SET begun_at = now() - $1::text::interval", age);
        look();
    }

    /** It came by SNS, and waits. */
    private long pending() {
        database.run("""
                WITH n AS (
                    INSERT INTO notification (topic_arn, message_id, type, message, published_at)
                    SELECT topic_arn, message_id, 'Notification', 'x', now() FROM canary RETURNING id)
                INSERT INTO delivery (notification_id, configuration_id, configuration_name, reason)
                SELECT n.id, c.id, c.configuration_name, 'HTTP 503' FROM n, configuration c WHERE c.configuration_name = $1""",
                names.get(0));
        look();
        return database.number("SELECT max(id) FROM delivery");
    }

    private void posted(String reference) {
        database.run("UPDATE delivery SET state = 'DELIVERED', settled_at = now(), reference = $2, reason = NULL WHERE id = $1",
                pending(), reference);
    }
}
