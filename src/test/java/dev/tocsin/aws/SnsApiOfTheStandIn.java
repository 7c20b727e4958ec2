package dev.tocsin.aws;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** The real client against a stand-in, without Quarkus. */
public final class SnsApiOfTheStandIn {

    private SnsApiOfTheStandIn() {
    }

    public static SnsApi at(String url) {
        return new SnsApi(PatientAws.withCredentials(), Optional.of(URI.create(url)), Clock.systemUTC());
    }

    public static void close(SnsApi api) {
        api.close();
    }
}
