package dev.tocsin.sns.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
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
            # named, state,                since, unaskable, warnings, brought, light
            true,    REQUESTED,            -,     false,     false,    false,   WAITING
            true,    REQUESTED,            300,   false,     false,    false,   WAITING
            true,    REQUESTED,            301,   false,     false,    false,   TROUBLE
            true,    PENDING_CONFIRMATION, 10,    false,     false,    true,    WAITING
            true,    PENDING_CONFIRMATION, 301,   false,     false,    true,    TROUBLE
            true,    FAILED,               1,     false,     false,    true,    TROUBLE
            true,    REMOVED_AT_AWS,       1,     false,     false,    true,    TROUBLE
            true,    CONFIRMED,            9999,  false,     false,    false,   IDLE
            true,    CONFIRMED,            9999,  false,     false,    true,    OK
            true,    CONFIRMED,            9999,  false,     true,     true,    WARNING
            true,    CONFIRMED,            9999,  false,     true,     false,   WARNING
            false,   CONFIRMED,            9999,  false,     true,     true,    UNHEARD
            false,   FAILED,               9999,  false,     false,    false,   UNHEARD
            true,    REQUESTED,            -,     true,      false,    false,   TROUBLE
            true,    PENDING_CONFIRMATION, 10,    true,      false,    false,   TROUBLE
            true,    CONFIRMED,            9999,  true,      false,    true,    OK
            false,   REQUESTED,            -,     true,      false,    false,   UNHEARD
            """)
    void isMadeOfWhatIsKnownOfATopic(boolean isNamed, State state, Integer since, boolean cannotBeAskedFor,
            boolean hasWarnings, boolean hasBrought, TopicLight light) {
        assertThat(TopicLight.of(new Signs(isNamed, state, Optional.ofNullable(since).map(NOW::minusSeconds),
                cannotBeAskedFor, hasWarnings,
                hasBrought, NOW))).isEqualTo(light);
    }

    @Test
    void onlyWhatEndpointsObjectToMeansThatATopicCannotBeAskedFor() {
        assertThat(OurEndpoint.isObjection(new OurEndpoint(Optional.empty(), false).objection().orElseThrow())).isTrue();
        assertThat(OurEndpoint.isObjection(new OurEndpoint(Optional.of(URI.create("http://tocsin.test")), false).objection()
                .orElseThrow())).isTrue();
        assertThat(OurEndpoint.isObjection("the topic does not exist")).isFalse();
        assertThat(OurEndpoint.isObjection(null)).isFalse();
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
