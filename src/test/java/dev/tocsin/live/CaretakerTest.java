package dev.tocsin.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.audit.Actor;

/** Who does something about a matter, and as whom they are known. */
class CaretakerTest {

    @ParameterizedTest
    @CsvSource({ "jane.doe,jane.doe", "'  jane   doe ',jane doe", "<!channel>,<!channel>", "'a\u202eb',ab", "'',U1",
            "'\u200f',U1",
            "'a\u0000b',ab", "山田,山田" })
    void aNameIsALineWithoutWhatTurnsIt(String name, String shown) {
        assertThat(Caretaker.inSlack("T1", "U1", name, "1").name()).isEqualTo(shown);
    }

    @Test
    void aNameOfAnyLengthIsCut() {
        assertThat(Caretaker.inSlack("T1", "U1", "x".repeat(10_000), "1").name()).hasSize(80).endsWith("\u2026");
        assertThat(Caretaker.of(new Actor("y".repeat(200), "person"), "the API").name()).hasSize(80);
    }

    @Test
    void tellsByWhichWaySomebodyActed() {
        assertThat(Caretaker.inSlack("T1", "U1", "jane", "1").way()).isEqualTo("in Slack");
        assertThat(Caretaker.of(new Actor("deploy", "token"), "the API").way()).isEqualTo("by the API");
        assertThat(Caretaker.of(new Actor("deploy", "token"), "the console").way()).isEqualTo("in the console");
    }

    /** What somebody is called in Slack is their own choice. */
    @Test
    void nobodyPosesAsSomebodyElseByTheirName() {
        Caretaker by = Caretaker.inSlack("T1", "U1", "admin", "1");

        assertThat(by.actor()).isEqualTo(new Actor("T1/U1 admin", "slack"));
        assertThat(by.id()).isEqualTo("slack:T1/U1");
        assertThat(Caretaker.of(new Actor("admin", "bootstrap-token"), "the API").id()).isEqualTo("bootstrap-token:admin");
        assertThat(by.press()).isEqualTo(Optional.of("1"));
    }
}
