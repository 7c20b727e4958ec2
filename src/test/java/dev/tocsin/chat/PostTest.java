package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.Unsent;

class PostTest {

    static Stream<Throwable> faults() {
        return Stream.of(new IllegalStateException("s3cr3t"), new StackOverflowError(), new OutOfMemoryError(),
                new NoClassDefFoundError());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void asksForThePlainFormWhenRenderingBreaks(Throwable fault) {
        Post post = new Post("slack-webhook", "https://hooks.slack.com/services/T0/B0/s3cr3t0", Optional.empty(),
                Optional.empty(), () -> {
                    throw PostTest.<RuntimeException> unchecked(fault);
                }, answer -> new Rejected(0, "not to be asked", Fault.DESTINATION));

        assertThat(post.with(null).await().indefinitely())
                .isEqualTo(Rejected.unsent(Unsent.NOT_RENDERED, "the message could not be rendered", Fault.CONTENT));
    }

    @Test
    void saysThatNothingWasSentToAUrlThatSomethingSpeaksAgainst() {
        Post post = new Post("slack-webhook", "https://elsewhere.test/", Optional.of("leads elsewhere"), Optional.empty(),
                () -> null, answer -> new Rejected(0, "not to be asked", Fault.DESTINATION));

        assertThat(post.with(null).await().indefinitely()).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.unsent()).contains(Unsent.URL_REFUSED);
            assertThat(rejected.reason()).isEqualTo("leads elsewhere");
            assertThat(rejected.fault()).isEqualTo(Fault.DESTINATION);
        });
    }

    @SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" }) // a checked exception is to pass for none
    private static <T extends Throwable> T unchecked(Throwable fault) throws T {
        throw (T) fault;
    }
}
