package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.chat.Form;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.Digests.Several;
import dev.tocsin.delivery.Digests.Singly;
import dev.tocsin.delivery.Folds.Keep;
import dev.tocsin.delivery.Folds.Show;
import dev.tocsin.delivery.Folds.Verdict;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Which messages are shown by themselves, which are kept, and what those say together. */
class FoldsTest {

    /** Nothing is written to it. */
    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final int AFTER = 5;

    private final DeliveryConfig config = QueueParts.config();
    private final Folds folds = folds();
    private Instant now = NOON;
    private int number;
    private int failures;
    private int interruptions;
    private boolean isShut;
    private int after = AFTER;
    private Form form = Form.FULL;
    private Optional<String> kept = Optional.empty();

    @Test
    void keepsWhatComesAfterFiveOfOneMatter() {
        for (int i = 0; i < AFTER; i++) {
            assertThat(show("alarm a CRITICAL")).isInstanceOf(Show.class);
        }

        Keep keep = (Keep) judge("alarm a CRITICAL");

        assertThat(keep.matter()).isEqualTo("alarm a");
        assertThat(keep.shownAs()).isEqualTo(Severity.CRITICAL);
        assertThat(keep.isWorse()).isFalse();
        assertThat(judge("alarm b CRITICAL")).isInstanceOf(Show.class);
    }

    @Test
    void showsByItselfAgainOnceItWasQuiet() {
        showFive("alarm a CRITICAL");
        now = NOON.plus(Duration.ofMinutes(15));

        assertThat(judge("alarm a CRITICAL")).isInstanceOf(Show.class);
    }

    @Test
    void whatIsShownTogetherCountsAsWhatItIsSoThatAMatterThatGoesOnIsKeptOn() {
        showFive("alarm a CRITICAL");
        now = NOON.plus(Duration.ofMinutes(10));
        folds.shown(together(kept("alarm a CRITICAL"), kept("alarm a CRITICAL"), kept("alarm a CRITICAL"),
                kept("alarm a CRITICAL"), kept("alarm a CRITICAL")));
        now = NOON.plus(Duration.ofMinutes(16));

        assertThat(judge("alarm a CRITICAL")).isInstanceOf(Keep.class);
    }

    @Test
    void whatWasNotTakenDoesNotCount() {
        for (int i = 0; i < 10; i++) {
            assertThat(judge("alarm a CRITICAL")).isInstanceOf(Show.class);
        }
    }

    @Test
    void keepsNothingThatSaysNoMatter() {
        for (int i = 0; i < 10; i++) {
            assertThat(show("hello")).isInstanceOf(Show.class);
        }
    }

    @Test
    void zeroIsNever() {
        after = 0;
        for (int i = 0; i < 10; i++) {
            assertThat(show("alarm a CRITICAL")).isInstanceOf(Show.class);
        }
    }

    @Test
    void keepsNeitherWhatWasKeptNorWhatMayHaveArrivedNorWhatWasRefused() {
        showFive("alarm a CRITICAL");

        kept = Optional.of("alarm a");
        assertThat(judge("alarm a CRITICAL")).isInstanceOf(Show.class);
        kept = Optional.empty();
        interruptions = 1;
        assertThat(judge("alarm a CRITICAL")).isInstanceOf(Show.class);
        interruptions = 0;
        form = Form.PLAIN;
        assertThat(judge("alarm a CRITICAL")).isInstanceOf(Show.class);
        form = Form.FULL;
        assertThat(judge("alarm a CRITICAL")).isInstanceOf(Keep.class);
    }

    @Test
    void aDestinationThatFailsIsTriedWithWhateverIsNext() {
        showFive("alarm a CRITICAL");

        failures = 1;
        assertThat(judge("alarm a CRITICAL")).isInstanceOf(Show.class);
        failures = 0;
        isShut = true;
        assertThat(judge("alarm a CRITICAL")).isInstanceOf(Show.class);
    }

    @Test
    void whatGetsWorseIsShownAtOnce() {
        showFive("alarm a GOOD");
        assertThat(judge("alarm a MEDIUM")).isInstanceOf(Keep.class);

        assertThat(judge("alarm a HIGH")).isInstanceOf(Show.class);
        assertThat(judge("alarm a CRITICAL")).isInstanceOf(Show.class);
    }

    @Test
    void whatIsToldAgainOrGetsBetterIsKept() {
        showFive("alarm a HIGH");

        assertThat(judge("alarm a HIGH")).isInstanceOf(Keep.class);
        assertThat(judge("alarm a GOOD")).isInstanceOf(Keep.class);
        assertThat(judge("alarm a CRITICAL")).isInstanceOf(Show.class);
    }

    @Test
    void whatGetsWorseTakesAlongWhatIsKept() {
        showFive("alarm a GOOD");

        Keep worse = (Keep) judge("alarm a CRITICAL", Map.of("alarm a", Severity.GOOD));
        Keep likewise = (Keep) judge("alarm a CRITICAL", Map.of("alarm a", Severity.CRITICAL));

        assertThat(worse.isWorse()).isTrue();
        assertThat(likewise.isWorse()).isFalse();
    }

    /** Another replica keeps it, or this one did before it was started again. */
    @Test
    void followsWhatIsKeptWhateverItRemembers() {
        assertThat(judge("alarm a GOOD", Map.of("alarm a", Severity.GOOD))).isInstanceOf(Keep.class);
        failures = 1;
        assertThat(judge("alarm a GOOD", Map.of("alarm a", Severity.GOOD))).isInstanceOf(Keep.class);
    }

    @Test
    void followsWhatIsKeptOfTheSameRun() {
        showFive("alarm a GOOD");
        Keep first = (Keep) judge("alarm a GOOD");

        Verdict next = folds.judge(run(claim("alarm a CRITICAL")), claim("alarm a CRITICAL"), List.of(first));

        assertThat(next).isInstanceOfSatisfying(Keep.class, keep -> assertThat(keep.isWorse()).isTrue());
    }

    @Test
    void keepsNothingInAStorm() {
        showFive("alarm a GOOD");
        Claim claim = claim("alarm a GOOD");

        assertThat(folds.judge(new Run(0, List.of(claim), Optional.of(new Run.Storm(0))), claim, List.of()))
                .isInstanceOf(Show.class);
    }

    @Test
    void whatWasKeptIsOneMessageThatSaysHowOftenAndInFullHowItStands() {
        Several several = together(kept("alarm a GOOD"), kept("alarm a CRITICAL"), kept("alarm a HIGH"));

        assertThat(several.claims()).hasSize(3);
        assertThat(several.notice().title()).isEqualTo("a is HIGH (3 times in 2 seconds)");
        assertThat(several.notice().severity()).isEqualTo(Severity.HIGH);
        assertThat(several.notice().family()).isEqualTo("alarm");
        assertThat(several.notice().footer().orElseThrow()).endsWith("postingId=" + several.id());
        assertThat(several.repeated()).map(Repeated::matter).contains("alarm a");
        assertThat(several.repeated()).map(Repeated::newest).contains(Severity.HIGH);
        assertThat(several.quiet()).isZero();
    }

    @Test
    void countsTheChangesOfAQuarterOfAnHour() {
        List.of("GOOD", "CRITICAL", "GOOD").forEach(stand -> show("alarm a " + stand));

        Several several = together(kept("alarm a CRITICAL"), kept("alarm a GOOD"), kept("alarm a CRITICAL"));

        assertThat(several.notice().title())
                .isEqualTo("a is CRITICAL (3 times in 2 seconds, flapping: 5 changes within 15 minutes)");
    }

    @Test
    void standsAsItWasPublishedLast() {
        Claim first = kept("alarm a GOOD");
        Claim second = kept("alarm a CRITICAL");

        assertThat(together(second, first).notice().title()).startsWith("a is CRITICAL");
    }

    @Test
    void whatWasRefusedOrMayEndTheProcessIsShownByItself() {
        Claim first = kept("alarm a GOOD");
        interruptions = 2;
        Claim suspect = kept("alarm a GOOD");
        interruptions = 0;
        Claim last = kept("alarm a GOOD");

        Several several = together(first, suspect, last);
        assertThat(several.claims()).containsExactly(first, last);
        assertThat(several.others()).containsExactly(suspect);
        assertThat(((Singly) folds.together(List.of(suspect, first, last))).claims()).containsExactly(suspect);
        assertThat(((Singly) folds.together(List.of(first, suspect))).claims()).containsExactly(first, suspect);
    }

    /** PostgreSQL takes no U+0000 and no key of any length. */
    @Test
    void longAndStrangeKeysAreToldApartToo() {
        String longKey = "k".repeat(10_000);
        assertThat(List.of(longKey, longKey + "x", "a\0b", "a\0c", "\ud800", "\ud801", "\udc00"))
                .extracting(
                        key -> MatterKey.of(Notice.of("alarm", Severity.GOOD, "").correlationKey(key).build()).orElseThrow())
                .doesNotHaveDuplicates().allMatch(matter -> matter.matches("#[0-9a-f]{64}"));
        assertThat(MatterKey.of(Notice.of("alarm", Severity.GOOD, "").correlationKey("Übung 1").build()))
                .contains("alarm Übung 1");
    }

    private void showFive(String body) {
        for (int i = 0; i < AFTER; i++) {
            show(body);
        }
    }

    /** Judged, and if it may be shown, taken by the chat. */
    private Verdict show(String body) {
        Verdict verdict = judge(body);
        if (verdict instanceof Show show) {
            folds.shown(show);
        }
        return verdict;
    }

    private Verdict judge(String body) {
        return judge(body, Map.of());
    }

    private Verdict judge(String body, Map<String, Severity> folding) {
        Claim claim = claim(body);
        return folds.judge(new Run(0, List.of(claim), Optional.empty(), folding), claim, List.of());
    }

    private static Run run(Claim claim) {
        return new Run(0, List.of(claim), Optional.empty());
    }

    private Several together(Claim... claims) {
        return (Several) folds.together(List.of(claims));
    }

    private Claim kept(String body) {
        kept = Optional.of("alarm a");
        Claim claim = claim(body);
        kept = Optional.empty();
        return claim;
    }

    private Claim claim(String body) {
        number++;
        Message message = new Message("topic", UUID.randomUUID().toString(), now.plusSeconds(number), Optional.empty(), body,
                Map.of());
        return new Claim(1, UUID.randomUUID(), number, "ops", form, 1, failures, failures, interruptions, Duration.ZERO, now, 5,
                message, new Claim.Address("slack-webhook", "", "sealed", "configuration:ops", isShut, true),
                new Claim.Logging(LoggingLevel.NONE, false, TraceId.of(new UUID(1, 2))),
                new Claim.Folding(after, kept));
    }

    private Folds folds() {
        return new Folds(new FoldStatement(database.postgres(), config), Alarms.meaning(), QueueParts.history(), config,
                new SimpleMeterRegistry());
    }
}
