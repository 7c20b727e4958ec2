package dev.tocsin.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.tocsin.benchmark.AwsStub.Held;
import io.vertx.core.buffer.Buffer;

/** What was asked is what has to be answered: once, in its own thread, with all that AWS answered to it. */
class CommandVerdictTest {

    private static final int THINGS = 3;
    private static final Map<Integer, Held> ASKED_ONCE = Map.of(10, new Held(1, 50), 11, new Held(1, 50));

    private static CommandLetters commands(boolean areSlashCommands) {
        return new CommandLetters(List.of(new Letter(10, Buffer.buffer()), new Letter(11, Buffer.buffer())), THINGS,
                areSlashCommands);
    }

    private static PostedAnswer answer(int number, int thread, int things) {
        return new PostedAnswer(number, thread, things, 500);
    }

    private static List<PostedAnswer> all() {
        return List.of(answer(11, 11, THINGS), answer(10, 10, THINGS));
    }

    @Test
    void isContentWithEachOnceInItsThread() {
        CommandVerdict verdict = CommandVerdict.of(commands(false), all(), List.of(), ASKED_ONCE);

        assertThat(verdict).isEqualTo(new CommandVerdict(2, 2, 0, 0, 0, 0));
        assertThatCode(verdict::require).doesNotThrowAnyException();
    }

    @Test
    void seesWhatIsMissingTwiceAndNobodys() {
        List<PostedAnswer> answers = List.of(answer(10, 10, THINGS), answer(10, 10, THINGS), answer(12, 12, THINGS));

        CommandVerdict verdict = CommandVerdict.of(commands(false), answers, List.of(), ASKED_ONCE);

        assertThat(verdict).isEqualTo(new CommandVerdict(2, 1, 1, 1, 0, 0));
        assertThatThrownBy(verdict::require).hasMessageStartingWith(
                "1 of 2 commands were answered rightly, 1 more than once, 1 wrongly");
    }

    @Test
    void seesAnswersInForeignThreadsAndThoseThatLackSomething() {
        assertThat(CommandVerdict.of(commands(false), List.of(answer(10, 11, THINGS), answer(11, 11, THINGS)), List.of(),
                ASKED_ONCE).wrong()).isOne();
        assertThat(CommandVerdict.of(commands(false), List.of(answer(10, 10, THINGS - 1), answer(-1, 11, -1)), List.of(),
                ASKED_ONCE).wrong()).isEqualTo(2);
    }

    @Test
    void wantsSlashCommandsShownInTheChannelOnceAndNothingElse() {
        assertThat(CommandVerdict.of(commands(true), all(), List.of(11, 10), ASKED_ONCE).withoutMessage()).isZero();
        assertThat(CommandVerdict.of(commands(true), all(), List.of(10, 10), ASKED_ONCE).withoutMessage()).isEqualTo(2);
        assertThat(CommandVerdict.of(commands(false), all(), List.of(10), ASKED_ONCE).withoutMessage()).isOne();
    }

    @Test
    void wantsAwsAskedOnceForEach() {
        CommandVerdict verdict = CommandVerdict.of(commands(false), all(), List.of(), Map.of(10, new Held(2, 90)));

        assertThat(verdict.notAskedOnce()).isEqualTo(2);
        assertThatThrownBy(verdict::require).hasMessageEndingWith("AWS was not asked once for 2");
    }
}
