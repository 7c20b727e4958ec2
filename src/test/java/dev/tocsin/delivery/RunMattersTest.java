package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tocsin.chat.Form;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.delivery.Placement.Anew;
import dev.tocsin.delivery.Placement.Apart;
import dev.tocsin.delivery.Placement.Aside;
import dev.tocsin.delivery.Placement.Reply;
import dev.tocsin.delivery.RunMatters.Terms;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/** How matters stand while a run goes on. */
class RunMattersTest {

    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");
    private static final String MATTER = "cloudwatch-alarm disk";
    private static final Terms LIVE = new Terms(true, true, false, Duration.ofHours(1));

    @Test
    void whatOpensAgainWithinOneMessageForSeveralIsSeenInTheChannelAndNeedsSomebodyAnew() {
        RunMatters matters = matters(Map.of(), Map.of(), Optional.of(alarmed()));

        Belonging newest = matters.newestOf(List.of(belonging(2, Standing.over("OK"), 600),
                belonging(3, Standing.open("ALARM"), 900))).orElseThrow();
        Reply reply = (Reply) matters.placement(claim(3), newest, new UUID(0, 9));

        assertThat(reply.isBroadcast()).isTrue();
        assertThat(reply.message().opened()).contains(new LiveMessage.Opened(START.plusSeconds(900), "ALARM"));
        assertThat(reply.message().care().acknowledged()).isEmpty();
        assertThat(reply.message().changes()).isEqualTo(2);
    }

    @Test
    void aStateOfTheFutureStandsForWhenItWasPublished() {
        Notice ahead = Notice.of("cloudwatch-alarm", Severity.GOOD, "OK").correlationKey("disk").standing(Standing.over("OK"))
                .occurredAt(START.plus(Duration.ofDays(400))).build();

        assertThat(Belonging.of(claim(1), ahead).orElseThrow().state().at()).isEqualTo(START);
    }

    @Test
    void whatTellsPartOfAMatterStandsInItsThreadAsLongAsThatGoesOn() {
        MatterPart part = new MatterPart(MATTER, Severity.INFO);

        Aside aside = (Aside) matters(Map.of(), Map.of(5L, part), Optional.of(alarmed())).placement(claim(5));

        assertThat(aside.isBroadcast()).isFalse();
        LiveMessage over = alarmed().moved(belonging(2, Standing.over("OK"), 600));
        assertThat(matters(Map.of(), Map.of(5L, part), Optional.of(over)).placement(claim(5))).isInstanceOf(Apart.class);
        assertThat(matters(Map.of(), Map.of(5L, part), Optional.empty()).placement(claim(5))).isInstanceOf(Apart.class);
    }

    @Test
    void aPartThatIsWorseThanWhatPeopleSeeIsSeenInTheChannelToo() {
        MatterPart part = new MatterPart(MATTER, Severity.CRITICAL);

        Aside aside = (Aside) matters(Map.of(), Map.of(5L, part), Optional.of(alarmed())).placement(claim(5));

        assertThat(aside.isBroadcast()).isTrue();
    }

    @Test
    void whatIsOpenInADigestIsRememberedWithoutAMessageOfItsOwn() {
        RunMatters matters = matters(Map.of(), Map.of(), Optional.empty());
        Settlement shown = Settlements.delivered(claim(1));

        Lived lived = matters.amongOthers(shown, belonging(1, Standing.open("ALARM"), 0)).lived().orElseThrow();

        assertThat(lived.message().reference()).isEmpty();
        assertThat(lived.isToChange()).isFalse();
        assertThat(matters(Map.of(), Map.of(), Optional.empty())
                .amongOthers(shown, belonging(1, Standing.over("OK"), 0)).lived()).isEmpty();
        Anew next = (Anew) matters.placement(claim(2), belonging(2, Standing.over("OK"), 60), new UUID(0, 9));
        assertThat(next.message().overAt()).contains(START.plusSeconds(60));
    }

    @Test
    void whatAChatPutOutsideTheThreadTakesThePlaceOfTheMessage() {
        RunMatters matters = matters(Map.of(2L, belonging(2, Standing.over("OK"), 60)), Map.of(), Optional.of(alarmed()));
        Placement placement = matters.placement(claim(2));

        Lived lived = matters.after(Settlements.delivered(claim(2)), placement,
                new Delivered(200, Optional.of("2.000002"), Optional.empty(), true)).lived().orElseThrow();

        assertThat(lived.replaces()).contains(alarmed().id());
        assertThat(lived.isToChange()).isTrue();
        assertThat(lived.message().reference()).contains("2.000002");
    }

    private static RunMatters matters(Map<Long, Belonging> belongings, Map<Long, MatterPart> parts,
            Optional<LiveMessage> message) {
        return new RunMatters(Map.of(), belongings, message.map(one -> Map.of(MATTER, one)).orElse(Map.of()), parts, Map.of(),
                LIVE);
    }

    private static LiveMessage alarmed() {
        return LiveMessage.first(new UUID(0, 1), belonging(1, Standing.open("ALARM"), 0), "C1", Optional.empty())
                .shown(Optional.of("1.000001"));
    }

    private static Belonging belonging(long delivery, Standing standing, long afterSeconds) {
        Severity severity = standing.phase() == Standing.Phase.OPEN ? Severity.HIGH : Severity.GOOD;
        return new Belonging(delivery, MATTER, new MatterState(standing, severity, START.plusSeconds(afterSeconds)));
    }

    private static Claim claim(long delivery) {
        Message message = new Message("topic", "message", START, Optional.empty(), "hello", Map.of());
        return new Claim(1, new UUID(0, 2), delivery, "ops", Form.FULL, 1, 0, 0, 0, Duration.ZERO, START, 5, message,
                new Claim.Address("slack-channel", "C1", "sealed", "workspace:T1", false, true),
                new Claim.Logging(LoggingLevel.NONE, false, TraceId.of(new UUID(1, 2))));
    }
}
