package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tocsin.delivery.Placement.Anew;
import dev.tocsin.delivery.Placement.Apart;
import dev.tocsin.delivery.Placement.InPlace;
import dev.tocsin.delivery.Placement.Reply;
import dev.tocsin.delivery.Placement.Situation;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/** Where a delivery is shown that belongs to a matter. */
class PlacementTest {

    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");
    private static final UUID NEW = new UUID(0, 7);
    private static final Situation LIVE = new Situation("C1", true, false, Duration.ofHours(1));

    private static final MatterState ALARM = new MatterState(Standing.open("ALARM"), Severity.HIGH, START);
    private static final MatterState OK = new MatterState(Standing.over("OK"), Severity.GOOD, START.plusSeconds(720));

    @Test
    void whatIsNewIsAMessageOfItsOwn() {
        Anew anew = (Anew) place(ALARM, Optional.empty(), LIVE);

        assertThat(anew.message().id()).isEqualTo(NEW);
        assertThat(anew.message().opened()).contains(new LiveMessage.Opened(START, "ALARM"));
        assertThat(anew.before()).isEmpty();
    }

    @Test
    void whatIsOverChangesTheMessageAndIsALineInItsThread() {
        Reply reply = (Reply) place(OK, Optional.of(alarmed()), LIVE);

        assertThat(reply.isBroadcast()).isFalse();
        assertThat(reply.isNews()).isTrue();
        assertThat(reply.message().state()).isEqualTo(OK);
        assertThat(reply.message().overAt()).contains(OK.at());
        assertThat(reply.message().changes()).isEqualTo(1);
    }

    @Test
    void whatOpensAgainSoonIsSeenInTheChannelToo() {
        Reply reply = (Reply) place(at(ALARM, START.plusSeconds(900)), Optional.of(over()), LIVE);

        assertThat(reply.isBroadcast()).isTrue();
        assertThat(reply.message().opened()).contains(new LiveMessage.Opened(START.plusSeconds(900), "ALARM"));
        assertThat(reply.message().overAt()).isEmpty();
    }

    @Test
    void whatOpensAgainAfterLongIsANewMessageThatKnowsTheLast() {
        LiveMessage before = over();

        Anew anew = (Anew) place(at(ALARM, OK.at().plus(Duration.ofHours(1)).plusSeconds(1)), Optional.of(before), LIVE);

        assertThat(anew.message().id()).isEqualTo(NEW);
        assertThat(anew.message().previousId()).contains(before.id());
        assertThat(anew.message().changes()).isZero();
    }

    @Test
    void whatGetsWorseIsSeenInTheChannelToo() {
        MatterState worse = new MatterState(Standing.open("ALARM"), Severity.CRITICAL, START.plusSeconds(60));

        assertThat(((Reply) place(worse, Optional.of(alarmed()), LIVE)).isBroadcast()).isTrue();
        assertThat(((Reply) place(at(ALARM, START.plusSeconds(60)), Optional.of(alarmed()), LIVE)).isBroadcast()).isFalse();
    }

    @Test
    void whatIsOlderThanWhatIsShownIsToldAndChangesNothing() {
        LiveMessage before = over();

        Reply reply = (Reply) place(at(ALARM, START.plusSeconds(5)), Optional.of(before), LIVE);

        assertThat(reply.isNews()).isFalse();
        assertThat(reply.isBroadcast()).isFalse();
        assertThat(reply.message()).isEqualTo(before);
    }

    @Test
    void ofTwoStatesOfOneMomentTheLaterInTheCourseOfThingsCounts() {
        MatterState started = new MatterState(Standing.running("STARTED"), Severity.INFO, START);
        MatterState succeeded = new MatterState(Standing.over("SUCCEEDED"), Severity.GOOD, START);
        LiveMessage ended = LiveMessage.first(new UUID(0, 1), new Belonging(1, "m", succeeded), "C1", Optional.empty())
                .shown(Optional.of("1.1"));

        assertThat(((Reply) place(started, Optional.of(ended), LIVE)).isNews()).isFalse();
    }

    @Test
    void whereMessagesCannotBeChangedEachIsOneOfItsOwnThatKnowsHowItWas() {
        Anew anew = (Anew) place(OK, Optional.of(alarmed()), new Situation("C1", false, false, Duration.ofHours(1)));

        assertThat(anew.message().id()).isEqualTo(alarmed().id());
        assertThat(anew.message().overAt()).contains(OK.at());
    }

    @Test
    void whatStoodInAnotherChannelIsPostedAnewAndKeepsWhoTakesCareOfIt() {
        Anew anew = (Anew) place(OK, Optional.of(alarmed()), new Situation("C2", true, false, Duration.ofHours(1)));

        assertThat(anew.message().id()).isEqualTo(NEW);
        assertThat(anew.message().channel()).isEqualTo("C2");
        assertThat(anew.message().opened()).isEqualTo(alarmed().opened());
        assertThat(anew.message().reference()).isEmpty();
        assertThat(anew.message().previousId()).contains(alarmed().id());
    }

    @Test
    void whatIsGoneFromTheChatIsPostedAnew() {
        assertThat(place(OK, Optional.of(alarmed().gone("message_not_found")), LIVE)).isInstanceOf(Anew.class);
    }

    @Test
    void whereNothingCanBeSaidInThreadsTheMessageIsChangedUnlessSomebodyHasToLook() {
        LiveMessage alarmed = alarmed().threadless("restricted_action_non_threadable_channel");
        LiveMessage over = over().threadless("restricted_action_non_threadable_channel");

        assertThat(place(OK, Optional.of(alarmed), LIVE)).isInstanceOf(InPlace.class);
        assertThat(place(at(ALARM, START.plusSeconds(900)), Optional.of(over), LIVE)).isInstanceOf(Anew.class);
    }

    @Test
    void whatSomebodyAskedForStandsApart() {
        Situation asked = new Situation("C1", true, true, Duration.ofHours(1));

        assertThat(place(ALARM, Optional.of(alarmed()), asked)).isInstanceOf(Apart.class);
        assertThat(place(ALARM, Optional.empty(), asked)).isInstanceOf(Apart.class);
    }

    @Test
    void whatIsPostedAnewBecauseItsMessageIsGoneStandsForTheMatterAgain() {
        Situation asked = new Situation("C1", true, true, Duration.ofHours(1));
        LiveMessage gone = alarmed().gone("message_not_found");

        assertThat(place(ALARM, Optional.of(gone), asked)).isInstanceOf(Anew.class);
    }

    private static Placement place(MatterState now, Optional<LiveMessage> before, Situation situation) {
        return Placement.of(new Belonging(1, "m", now), before, situation, () -> NEW);
    }

    private static LiveMessage alarmed() {
        return LiveMessage.first(new UUID(0, 1), new Belonging(1, "m", ALARM), "C1", Optional.empty())
                .shown(Optional.of("1700000000.000100"));
    }

    private static LiveMessage over() {
        return alarmed().moved(new Belonging(2, "m", OK));
    }

    private static MatterState at(MatterState state, Instant moment) {
        return new MatterState(state.standing(), state.severity(), moment);
    }
}
