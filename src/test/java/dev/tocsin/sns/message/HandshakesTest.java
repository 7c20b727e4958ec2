package dev.tocsin.sns.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakesTest {

    private static final String ARN = "arn:aws:sns:us-west-2:131990247566:alarms:b24e11a2-06bd-4e73-aa29-0ed2de3b41b5";

    @ParameterizedTest
    @ValueSource(strings = { "You have chosen to deactivate subscription " + ARN
            + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in this message.",
            "You have chosen to deactivate subscription " + ARN + "." })
    void readsWhichSubscriptionWasDeletedFromWhatSnsSays(String message) {
        assertThat(Handshakes.subscriptionNamedIn(message)).contains(ARN);
    }

    @Test
    void knowsThatOtherWordsNameNone() {
        assertThat(Handshakes.subscriptionNamedIn("")).isEmpty();
        assertThat(Handshakes.subscriptionNamedIn("Your subscription was deleted")).isEmpty();
    }
}
