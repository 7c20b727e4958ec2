package dev.tocsin.aws.call;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.aws.AwsWire;

/** The caller of AWS as it is, but for where it calls. */
public final class CallsOfMoto {

    private CallsOfMoto() {
    }

    /** To be closed by {@link #close}. */
    public static AwsCalls at(String url) {
        Optional<URI> endpoint = Optional.of(URI.create(url));
        return new AwsCalls(SomeAws.config(Duration.ofSeconds(15), endpoint, 8),
                new AwsWire(endpoint, Map.of(), Clock.systemUTC()), Clock.systemUTC(), () -> 0);
    }

    public static void close(AwsCalls calls) {
        calls.close();
    }
}
