package dev.tocsin.sns.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.problem.ProblemException;
import dev.tocsin.sns.subscription.SubscriptionState.State;
import dev.tocsin.sns.subscription.TopicLight.Signs;

class TopicLightTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** Since when it stands so is in seconds ago. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # named, state,                since, warnings, brought, light
            true,    REQUESTED,            -,     false,    false,   WAITING
            true,    REQUESTED,            300,   false,    false,   WAITING
            true,    REQUESTED,            301,   false,    false,   TROUBLE
            true,    PENDING_CONFIRMATION, 10,    false,    true,    WAITING
            true,    PENDING_CONFIRMATION, 301,   false,    true,    TROUBLE
            true,    FAILED,               1,     false,    true,    TROUBLE
            true,    REMOVED_AT_AWS,       1,     false,    true,    TROUBLE
            true,    CONFIRMED,            9999,  false,    false,   IDLE
            true,    CONFIRMED,            9999,  false,    true,    OK
            true,    CONFIRMED,            9999,  true,     true,    WARNING
            true,    CONFIRMED,            9999,  true,     false,   WARNING
            false,   CONFIRMED,            9999,  true,     true,    UNHEARD
            false,   FAILED,               9999,  false,    false,   UNHEARD
            """)
    void isMadeOfWhatIsKnownOfATopic(boolean isNamed, State state, Integer since, boolean hasWarnings, boolean hasBrought,
            TopicLight light) {
        assertThat(TopicLight.of(new Signs(isNamed, state, Optional.ofNullable(since).map(NOW::minusSeconds), hasWarnings,
                hasBrought, NOW))).isEqualTo(light);
    }

    @Test
    void whatNeedsAPersonMostComesFirst() {
        assertThat(TopicLight.values()).containsExactly(TopicLight.TROUBLE, TopicLight.WARNING, TopicLight.WAITING,
                TopicLight.UNHEARD, TopicLight.IDLE, TopicLight.OK);
    }

    @Test
    void aWordThatIsNoneIsAnsweredWithThoseThatThereAre() {
        assertThat(TopicLight.of("IDLE")).isEqualTo(TopicLight.IDLE);
        assertThatThrownBy(() -> TopicLight.of("idle")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("TROUBLE, WARNING, WAITING, UNHEARD, IDLE, OK");
    }
}
