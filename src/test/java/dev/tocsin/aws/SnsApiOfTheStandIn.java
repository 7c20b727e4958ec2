package dev.tocsin.aws;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.vertx.core.Vertx;

/** The real client against a stand-in, without Quarkus. */
public final class SnsApiOfTheStandIn {

    private SnsApiOfTheStandIn() {
    }

    public static SnsApi at(String url, Vertx vertx) {
        System.setProperty("aws.accessKeyId", "AKIAS3CR3T");
        System.setProperty("aws.secretAccessKey", "s3cr3t-aws-key");
        return new SnsApi(new AwsConfig() {
            @Override
            public Optional<String> assumeRole() {
                return Optional.empty();
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(20);
            }
        }, Optional.of(URI.create(url)), vertx, Clock.systemUTC());
    }

    public static void close(SnsApi api) {
        api.close();
    }
}
