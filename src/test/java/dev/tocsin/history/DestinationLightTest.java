package dev.tocsin.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.configuration.ConfigurationState;
import dev.tocsin.history.DestinationLight.Signs;
import dev.tocsin.problem.ProblemException;

class DestinationLightTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** Times are seconds ago. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # state,  barred, failures, delivered, died, waits, light
            ENABLED,  false,  0,        -,         -,    -,     IDLE
            ENABLED,  false,  0,        60,        -,    -,     OK
            ENABLED,  false,  0,        60,        70,   -,     OK
            ENABLED,  false,  0,        60,        50,   -,     TROUBLE
            ENABLED,  false,  0,        60,        60,   -,     TROUBLE
            ENABLED,  false,  0,        -,         50,   -,     TROUBLE
            ENABLED,  false,  1,        60,        -,    -,     TROUBLE
            ENABLED,  false,  1,        60,        -,    5,     TROUBLE
            ENABLED,  true,   0,        60,        -,    -,     TROUBLE
            ENABLED,  true,   0,        -,         -,    -,     TROUBLE
            ENABLED,  false,  0,        60,        -,    5,     OK
            ENABLED,  false,  0,        60,        -,    10,    OK
            ENABLED,  false,  0,        60,        -,    11,    WAITING
            ENABLED,  false,  0,        -,         -,    11,    WAITING
            ENABLED,  false,  0,        -,         -,    5,     OK
            ENABLED,  false,  0,        60,        -,    900,   WAITING
            ENABLED,  false,  0,        60,        -,    901,   TROUBLE
            ENABLED,  false,  0,        60,        70,   11,    WAITING
            DISABLED, false,  3,        60,        50,   901,   DISABLED
            DISABLED, true,   0,        -,         -,    -,     DISABLED
            SHUT,     false,  3,        60,        50,   901,   SHUT
            SHUT,     true,   0,        -,         -,    -,     SHUT
            """)
    void isMadeOfWhatIsKnownOfADestination(ConfigurationState state, boolean isBarred, int failures, Integer delivered,
            Integer died, Integer waits, DestinationLight light) {
        assertThat(DestinationLight.of(new Signs(state, isBarred, failures, ago(delivered), ago(died), ago(waits), NOW)))
                .isEqualTo(light);
    }

    @Test
    void whatNeedsAPersonMostComesFirst() {
        assertThat(DestinationLight.values()).containsExactly(DestinationLight.SHUT, DestinationLight.TROUBLE,
                DestinationLight.WAITING, DestinationLight.DISABLED, DestinationLight.IDLE, DestinationLight.OK);
    }

    @Test
    void aWordThatIsNoneIsAnsweredWithThoseThatThereAre() {
        assertThat(DestinationLight.of("SHUT")).isEqualTo(DestinationLight.SHUT);
        assertThatThrownBy(() -> DestinationLight.of("red")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("SHUT, TROUBLE, WAITING, DISABLED, IDLE, OK");
    }

    private static Optional<Instant> ago(Integer seconds) {
        return Optional.ofNullable(seconds).map(NOW::minusSeconds);
    }
}
