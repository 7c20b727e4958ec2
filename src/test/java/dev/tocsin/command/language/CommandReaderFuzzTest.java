package dev.tocsin.command.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.tocsin.aws.model.KnownModels;

/** Whatever is typed, something is answered, and soon. */
class CommandReaderFuzzTest {

    private static final int SEED = 15;
    private static final List<String> PIECES = List.of("cloudwatch ", "describe-alarms ", "lambda ", "invoke ", "ec2 ",
            "describe-instances ", "--function-name ", "--payload ", "--filters ", "--query ", "--region ", "eu-west-1 ",
            "help ",
            "alias create ", "run ", "set default ", "logs query ", "--minutes ", "-", "--", "\u2014", "=", ",", "{", "}", "[",
            "]",
            "(", ")", "\"", "'", "`", "```", "\\", "$", "$x", "$(", "|", ";", "&&", "<", ">", "<@U1>", "<#C1|a>", "<!channel>",
            "<http://a|b>", "&lt;", "&amp;", "\u201C", "\u201D", "\u2019", "\u00AB", "\u00A0", "\u200B", "\n", "\t", "\0",
            "\uD800",
            "\uDC00", "\uFDD0", "\uFDD1x", "\uFDD2", "a", "1", "Name=x,Values=", "{\"a\":", "null", "now", "-1h", "file://x",
            "@",
            "@x ", "*", "?", "!", ".", "[?", "`a`", "x.y");

    private final CommandReader reader = new CommandReader(KnownModels.all(), Clock.systemUTC());

    @Test
    void answersWhateverIsTyped() {
        Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            String text = text(random, 1 + random.nextInt(25));
            assertThatCode(() -> assertThat(reader.read(text)).isNotNull()).as(text).doesNotThrowAnyException();
        }
    }

    @Test
    void answersWhateverAnAliasIsRunWith() {
        Random random = new Random(SEED);
        for (int i = 0; i < 500; i++) {
            String action = text(random, 1 + random.nextInt(12)) + " $x";
            Command.RunAlias run = new Command.RunAlias("a", List.of(text(random, 3)), Map.of());
            assertThatCode(() -> assertThat(reader.expanded(action, run)).isNotNull()).as(action).doesNotThrowAnyException();
        }
    }

    @Test
    void completesWhateverIsSaid() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            String said = text(random, 1 + random.nextInt(6));
            assertThatCode(() -> assertThat(reader.read(reader.completed("lambda invoke", said))).isNotNull()).as(said)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void isNotKeptBusyByLongTexts() {
        for (String piece : PIECES) {
            for (String before : List.of("", "cloudwatch describe-alarms --query ", "lambda invoke --payload ",
                    "ec2 describe-instances --filters ", "ec2 describe-instances --query \"")) {
                String text = before + piece.repeat(40_000 / piece.length());
                for (int length : new int[] { 5_999, 40_000 }) {
                    String cut = text.substring(0, Math.min(text.length(), length));
                    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                    assertThat(reader.read(cut)).isNotNull();
                    long millis = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000;
                    assertThat(millis).as("milliseconds of this thread for " + before + piece).isLessThan(500);
                }
            }
        }
    }

    private static String text(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(random.nextInt(20) == 0 ? Character.toString(random.nextInt(0x10FFFF))
                    : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
