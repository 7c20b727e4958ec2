package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.chat.Form;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.chat.Outcome.Unsent;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.notice.Message;
import io.smallrye.config.SmallRyeConfigBuilder;

class RetryPolicyTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final DeliveryConfig CONFIG = new SmallRyeConfigBuilder().addDiscoveredConverters()
            .withMapping(DeliveryConfig.class).build()
            .getConfigMapping(DeliveryConfig.class);

    private final RetryPolicy latest = new RetryPolicy(CONFIG, new Fixed(Long.MAX_VALUE));
    private final RetryPolicy earliest = new RetryPolicy(CONFIG, new Fixed(0));

    @Test
    void deliveredIsTheEndAndClearsTheLane() {
        Settlement settlement = settle(latest, claim().failures(3, 3), new Delivered(200, Optional.of("1700000000.000100")));

        assertThat(settlement.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(settlement.reference()).contains("1700000000.000100");
        assertThat(settlement.laneFailures()).isZero();
        assertThat(settlement.pause()).isZero();
        assertThat(settlement.attempt().result()).isEqualTo(AttemptResult.DELIVERED);
    }

    @ParameterizedTest
    @CsvSource({ "0, 1000", "1, 2000", "2, 4000", "3, 8000", "5, 32000", "6, 60000", "40, 60000" })
    void pausesTheLaneTwiceAsLongAfterEachFailureUpToAMinute(int earlier, long most) {
        assertThat(settle(latest, claim().failures(0, earlier), unavailable()).pause()).isEqualTo(Duration.ofMillis(most));
        assertThat(settle(earliest, claim().failures(0, earlier), unavailable()).pause())
                .isEqualTo(Duration.ofMillis(most / 2));
    }

    @Test
    void keepsTheOrderForTheFirstFailures() {
        for (int earlier = 0; earlier < 4; earlier++) {
            assertThat(settle(latest, claim().failures(earlier, earlier), unavailable()).stepAside()).isZero();
        }
    }

    @Test
    void letsOthersGoFirstAfterTheFifthFailure() {
        assertThat(settle(latest, claim().failures(4, 4), unavailable()).stepAside()).isEqualTo(Duration.ofSeconds(16));
        assertThat(settle(latest, claim().failures(90, 4), unavailable()).stepAside()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void waitsAsLongAsTheDestinationAsks() {
        Settlement settlement = settle(latest, claim(), new RetryAfter(429, "rate limited", Optional.of(Duration.ofSeconds(30)),
                true, false));

        assertThat(settlement.pause()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settlement.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(settlement.attempt().result()).isEqualTo(AttemptResult.RATE_LIMITED);
    }

    @Test
    void countsNoFailureForBeingTooFast() {
        Settlement settlement = settle(latest, claim().failures(4, 2),
                new RetryAfter(429, "rate limited", Optional.empty(), true, false));

        assertThat(settlement.failures()).isEqualTo(4);
        assertThat(settlement.laneFailures()).isEqualTo(2);
        assertThat(settlement.stepAside()).isZero();
    }

    @ParameterizedTest
    @CsvSource({ "0, 1", "1, 1", "90, 90", "86400, 3600" })
    void boundsWhatADestinationCanAskFor(long asked, long granted) {
        Outcome outcome = new RetryAfter(503, "HTTP 503", Optional.of(Duration.ofSeconds(asked)), false, false);
        assertThat(settle(latest, claim(), outcome).pause()).isEqualTo(Duration.ofSeconds(granted));
    }

    @Test
    void triesThePlainFormOnceAfterTheContentWasRefused() {
        Rejected refused = new Rejected(400, "HTTP 400: invalid_blocks", Fault.CONTENT);

        Settlement first = settle(latest, claim(), refused);
        assertThat(first.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(first.form()).isEqualTo(Form.PLAIN);
        assertThat(first.reason()).hasValueSatisfying(reason -> assertThat(reason).contains("invalid_blocks", "plain"));

        Settlement second = settle(latest, claim().form(Form.PLAIN), refused);
        assertThat(second.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(second.reason()).contains("HTTP 400: invalid_blocks");
    }

    @Test
    void waitsWhenTheDestinationIsGoneAndIsTriedNowAndThen() {
        Outcome gone = new Rejected(410, "HTTP 410: channel_is_archived", Fault.DESTINATION).with("unarchive it");

        Settlement settlement = settle(earliest, claim().failures(2, 3).age(Duration.ofDays(9)), gone);

        assertThat(settlement.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(settlement.failures()).as("it is no fault of the message").isEqualTo(2);
        assertThat(settlement.stepAside()).isZero();
        assertThat(settlement.pause()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settle(latest, claim(), gone).pause()).as("not all at the same time").isEqualTo(Duration.ofMinutes(9));
        assertThat(settlement.reason()).contains("HTTP 410: channel_is_archived: unarchive it");
        assertThat(settlement.attempt().reason()).contains("HTTP 410: channel_is_archived: unarchive it");
        assertThat(settlement.refusal())
                .contains(new Settlement.ShutBecause("HTTP 410: channel_is_archived", Optional.of("unarchive it")));
        assertThat(settlement.mayTurn()).isTrue();
    }

    @Test
    void theRefusedCredentialOfAWorkspaceIsAMatterOfTheWorkspace() {
        Rejected refused = new Rejected(200, "token_revoked", Fault.CREDENTIAL);

        Settlement ofTheWorkspace = settle(latest, claim().sealedFor("workspace:T1"), refused);
        assertThat(ofTheWorkspace.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(ofTheWorkspace.refusal()).isEmpty();
        assertThat(ofTheWorkspace.pause()).isLessThanOrEqualTo(Duration.ofMinutes(1));

        Settlement ofAWebhook = settle(latest, claim().sealedFor("configuration:ops"), refused);
        assertThat(ofAWebhook.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(ofAWebhook.refusal()).contains(new Settlement.ShutBecause("token_revoked", Optional.empty()));
    }

    @Test
    void whatIsTheContentsFaultIsDeadAlsoWhereTheDestinationIsShut() {
        Settlement settlement = settle(latest, claim().form(Form.PLAIN), new Rejected(400, "HTTP 400", Fault.CONTENT));
        assertThat(settlement.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(settlement.refusal()).isEmpty();
    }

    @Test
    void givesUpAfterADay() {
        assertThat(settle(latest, claim().age(Duration.ofHours(24)), unavailable()).state()).isEqualTo(DeliveryState.PENDING);

        Settlement settlement = settle(latest, claim().age(Duration.ofHours(24).plusSeconds(1)), unavailable());
        assertThat(settlement.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(settlement.reason()).contains("given up after 24h: HTTP 503");
    }

    @Test
    void saysWhenTheMessageMayHaveArrivedAllTheSame() {
        Settlement settlement = settle(latest, claim(), new RetryAfter(0, "no answer in 10s", Optional.empty(), false, true));
        assertThat(settlement.attempt().reason()).contains("no answer in 10s; it may have arrived");
    }

    @Test
    void keepsWhyNothingWasSent() {
        assertThat(settle(latest, claim(), RetryAfter.unsent(Unsent.NO_KEY, "no key")).attempt().unsent())
                .contains(Unsent.NO_KEY);
        assertThat(settle(latest, claim(), Rejected.unsent(Unsent.URL_REFUSED, "no URL", Fault.DESTINATION).with("mend it"))
                .attempt().unsent()).contains(Unsent.URL_REFUSED);
        assertThat(settle(latest, claim(), unavailable()).attempt().unsent()).isEmpty();
    }

    @Test
    void buriesWhatEndedTheProcessTooOften() {
        Settlement settlement = latest.buried(claim().build(), START);
        assertThat(settlement.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(settlement.attempt().result()).isEqualTo(AttemptResult.INTERRUPTED);
    }

    private static Settlement settle(RetryPolicy policy, Given claim, Outcome outcome) {
        return policy.settle(claim.build(), outcome, START, Duration.ofMillis(12));
    }

    private static Outcome unavailable() {
        return new RetryAfter(503, "HTTP 503", Optional.empty(), false, false);
    }

    private static Given claim() {
        return new Given(Form.FULL, 0, 0, Duration.ZERO, "configuration:ops");
    }

    private record Given(Form form, int failures, int laneFailures, Duration age, String sealedFor) {
        Given sealedFor(String sealedFor) {
            return new Given(form, failures, laneFailures, age, sealedFor);
        }

        Given form(Form form) {
            return new Given(form, failures, laneFailures, age, sealedFor);
        }

        Given failures(int failures, int laneFailures) {
            return new Given(form, failures, laneFailures, age, sealedFor);
        }

        Given age(Duration age) {
            return new Given(form, failures, laneFailures, age, sealedFor);
        }

        Claim build() {
            Message message = new Message("arn:aws:sns:eu-west-1:123456789012:alarms", UUID.randomUUID().toString(), START,
                    Optional.empty(), "disk is full", Map.of());
            return new Claim(1, UUID.randomUUID(), 7, "ops", form, failures + 1, failures, laneFailures, 0, age, START, 100,
                    message,
                    new Claim.Address("slack-webhook", "", "sealed", sealedFor, false, true),
                    new Claim.Logging(LoggingLevel.NONE, false, TraceId.of(new UUID(1, 2))));
        }
    }

    /** Always draws the lowest or the highest number asked for. */
    private record Fixed(long draw) implements RandomGenerator {
        @Override
        public long nextLong() {
            return draw;
        }

        @Override
        public long nextLong(long bound) {
            return Math.min(draw, bound - 1);
        }
    }
}
