package dev.tocsin.silence;

import static dev.tocsin.database.QueueDatabase.soon;
import static dev.tocsin.silence.SilenceParts.silent;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.configuration.slack.ChannelsAtSlack.Presence;
import dev.tocsin.configuration.slack.ChannelsAtSlack.Reachable;
import dev.tocsin.configuration.slack.ChannelsAtSlack.Unreachable;
import dev.tocsin.configuration.slack.ChannelsAtSlack.Untold;
import dev.tocsin.database.QueueDatabase;
import io.smallrye.mutiny.Uni;

/** Each channel of a workspace is looked at once a day, by one replica. */
class ChannelWatchContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final ChannelLooks looks = new ChannelLooks(database.postgres());
    private final List<String> asked = new ArrayList<>();
    private Optional<Presence> answer = Optional.of(new Reachable());
    private final ChannelWatch watch = new ChannelWatch(looks, this::slack, new SilenceStore(database.postgres()),
            SilenceParts.clock(database), SilenceParts.log(new ArrayList<>()));
    private String channel;

    private Uni<Optional<Presence>> slack(String name) {
        asked.add(name);
        return Uni.createFrom().item(answer);
    }

    @BeforeEach
    void aChannel() {
        database.workspace("T1");
        channel = database.name(database.channelOf("T1"));
        database.configuration();
        soon(looks.discover());
    }

    @Test
    void looksAreSpreadOverTheDayAndOnlyOfChannelsOfWorkspaces() {
        for (int i = 0; i < 30; i++) {
            database.channelOf("T1");
        }
        soon(looks.discover());
        soon(looks.discover());

        assertThat(database.number("SELECT count(*) FROM channel_look")).isEqualTo(31);
        assertThat(database.number("""
                SELECT count(*) FROM channel_look
                WHERE next_at BETWEEN now() - interval '1 minute' AND now() + interval '1 day'""")).isEqualTo(31);
        assertThat(database.number("SELECT count(DISTINCT next_at - date_trunc('day', next_at)) FROM channel_look"))
                .isGreaterThan(25);
    }

    @Test
    void oneThatIsReachableIsLookedAtAgainInADay() {
        due();
        soon(watch.watch());
        soon(watch.watch());

        assertThat(asked).containsExactly(channel);
        assertThat(silent(database)).isEmpty();
        assertThat(hoursUntilTheNextLook()).isEqualTo(24);
    }

    @Test
    void oneThatIsUnreachableIsSilentUntilALookAnHourLaterFindsItMended() {
        answer = Optional.of(new Unreachable("not in it: say /invite"));
        due();
        soon(watch.watch());

        assertThat(silent(database)).containsExactly("CHANNEL " + channel + ": not in it: say /invite");
        assertThat(hoursUntilTheNextLook()).isEqualTo(1);

        answer = Optional.of(new Reachable());
        due();
        soon(watch.watch());
        assertThat(silent(database)).isEmpty();
    }

    @Test
    void whereSlackDoesNotSayNothingChanges() {
        answer = Optional.of(new Unreachable("archived"));
        due();
        soon(watch.watch());
        answer = Optional.of(new Untold("Slack cannot be reached", Duration.ofHours(2)));
        due();
        soon(watch.watch());

        assertThat(silent(database)).hasSize(1);
        assertThat(hoursUntilTheNextLook()).isEqualTo(2);
    }

    @Test
    void oneThatIsDisabledIsLeftAlone() {
        database.run("UPDATE configuration SET state = 'DISABLED' WHERE configuration_name = $1", channel);
        due();
        soon(watch.watch());

        assertThat(asked).isEmpty();
        assertThat(hoursUntilTheNextLook()).isEqualTo(24);
    }

    @Test
    void twoReplicasDoNotLookAtTheSameTime() {
        due();
        var one = soon(looks.claim());

        assertThat(one).isPresent();
        assertThat(soon(looks.claim())).isEmpty();
        due();
        var other = soon(looks.claim());
        assertThat(other).as("the first took too long").isPresent();
        soon(looks.settle(one.orElseThrow(), Duration.ofDays(9)));
        assertThat(hoursUntilTheNextLook()).as("its lease has lapsed").isZero();
    }

    private static void due() {
        database.run("UPDATE channel_look SET next_at = now() - interval '1 second'");
    }

    private static long hoursUntilTheNextLook() {
        return database.number("SELECT round(extract(epoch FROM next_at - now()) / 3600) FROM channel_look");
    }
}
