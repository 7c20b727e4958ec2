package dev.tocsin.aws;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;

/** The real client against a stand-in, without Quarkus. */
public final class LogsApiOfTheStandIn {

    private LogsApiOfTheStandIn() {
    }

    public static LogsApi at(String url) {
        return new LogsApi(PatientAws.withCredentials(), new CloudWatchLogsConfig() {
            @Override
            public Optional<String> region() {
                return Optional.of("eu-central-1");
            }

            @Override
            public OptionalInt retentionDays() {
                return OptionalInt.empty();
            }

            @Override
            public Optional<URI> endpointOverride() {
                return Optional.of(URI.create(url));
            }
        }, Clock.systemUTC());
    }

    public static void close(LogsApi api) {
        api.close();
    }
}
