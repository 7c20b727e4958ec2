package dev.tocsin.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.vertx.core.buffer.Buffer;

/** What was accepted is what has to be shown, once and in order. */
class VerdictTest {

    private static final int LANE = 7;

    /** Letters 10, 11 and 12; each was sent when the one before had been answered, and all were accepted. */
    private static Journal oneAfterTheOther() {
        Journal journal = journal();
        for (int i = 0; i < journal.size(); i++) {
            journal.sent(i, 100L * i);
            journal.answered(i, 200, 100L * i + 50);
        }
        return journal;
    }

    private static Journal journal() {
        return new Journal(List.of(letter(10), letter(11), letter(12)));
    }

    private static Letter letter(int number) {
        return new Letter(number, Buffer.buffer());
    }

    private static Shown shown(int number, long at) {
        return new Shown(LANE, number, at);
    }

    @Test
    void isContentWithEachOnceAndInOrder() {
        Verdict verdict = Verdict.of(oneAfterTheOther(), List.of(shown(10, 500), shown(11, 501), shown(12, 502)), 1);

        assertThat(verdict).isEqualTo(new Verdict(3, 3, 0, 0, 0));
        assertThatCode(verdict::require).doesNotThrowAnyException();
    }

    @Test
    void seesWhatIsMissingTwiceAndNobodys() {
        Verdict verdict = Verdict.of(oneAfterTheOther(), List.of(shown(10, 500), shown(10, 501), shown(99, 502)), 1);

        assertThat(verdict).isEqualTo(new Verdict(3, 1, 1, 1, 0));
        assertThatThrownBy(verdict::requireComplete).hasMessage(
                "1 of 3 messages were shown, 1 more than once, 1 that were not accepted, 0 out of order");
    }

    @Test
    void seesWhatOvertookAMessageThatHadBeenAnswered() {
        Verdict verdict = Verdict.of(oneAfterTheOther(), List.of(shown(10, 500), shown(12, 501), shown(11, 502)), 1);

        assertThat(verdict.outOfOrder()).isEqualTo(1);
        assertThatThrownBy(verdict::require).isInstanceOf(IllegalStateException.class);
        assertThatCode(verdict::requireComplete).doesNotThrowAnyException();
    }

    @Test
    void letsMessagesThatWereUnderWayTogetherComeInAnyOrder() {
        Journal journal = journal();
        for (int i = 0; i < journal.size(); i++) {
            journal.sent(i, i);
            journal.answered(i, 200, 50);
        }

        assertThat(Verdict.of(journal, List.of(shown(12, 500), shown(11, 501), shown(10, 502)), 1).outOfOrder()).isZero();
    }

    @Test
    void expectsEachInEveryLaneThatHearsItAndNothingThatWasRefused() {
        Journal journal = journal();
        journal.answered(0, 200, 1);
        journal.answered(1, 503, 1);

        Verdict verdict = Verdict.of(journal, List.of(new Shown(1, 10, 5), new Shown(2, 10, 6)), 2);

        assertThat(verdict).isEqualTo(new Verdict(2, 2, 0, 0, 0));
        assertThatThrownBy(journal::requireNoRefusal).hasMessageContaining("1 of 3").hasMessageContaining("503");
    }
}
