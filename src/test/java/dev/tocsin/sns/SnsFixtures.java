package dev.tocsin.sns;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import dev.tocsin.standin.SnsMessage;

/** What the tests of this room share. */
public final class SnsFixtures {

    public static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";

    private SnsFixtures() {
    }

    public static SnsEnvelope read(SnsMessage message) {
        return EnvelopeReader.read(message.json().getBytes(StandardCharsets.UTF_8));
    }

    /** The defaults. */
    public static SnsConfig config() {
        return config(false);
    }

    /** @param managed whether topics and subscriptions are given what AWS recommends */
    public static SnsConfig config(boolean managed) {
        return new SnsConfig() {
            @Override
            public Duration maxAge() {
                return Duration.ofMinutes(75);
            }

            @Override
            public Optional<Path> signingCertificates() {
                return Optional.empty();
            }

            @Override
            public boolean corretto() {
                return false;
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(5);
            }

            @Override
            public Duration bodyTimeout() {
                return Duration.ofSeconds(10);
            }

            @Override
            public Optional<URI> endpointOverride() {
                return Optional.empty();
            }

            @Override
            public Optional<URI> certificatesOverride() {
                return Optional.empty();
            }

            @Override
            public Subscribe subscribe() {
                return Subscribe.AUTO;
            }

            @Override
            public Duration reconcileEvery() {
                return Duration.ofMinutes(5);
            }

            @Override
            public boolean manageTopicAttributes() {
                return managed;
            }

            @Override
            public boolean manageDeliveryPolicy() {
                return managed;
            }
        };
    }
}
