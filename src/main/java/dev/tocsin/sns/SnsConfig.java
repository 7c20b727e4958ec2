package dev.tocsin.sns;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is taken from SNS. */
@ConfigMapping(prefix = "tocsin.sns")
public interface SnsConfig {

    /** How old a signed Timestamp may be. SNS tries for an hour at most, however the delivery policy is set. */
    @WithDefault("75m")
    Duration maxAge();

    /** How far a signed Timestamp may be ahead of our clock. */
    @WithDefault("5m")
    Duration clockSkew();

    /**
     * A folder of PEM files that are looked up by the file name in SigningCertURL before any download, for clusters without
     * a way out. A certificate must be valid at the message's Timestamp.
     */
    Optional<Path> signingCertificates();

    /** The longest that a download of a certificate or a confirmation may take. SNS waits 15 seconds for our answer. */
    @WithDefault("5s")
    Duration timeout();

    /** The longest that the body of a request may take to arrive. */
    @WithDefault("10s")
    Duration bodyTimeout();

    /** Where subscriptions are confirmed instead of at SNS itself; for tests and for AWS-like services. */
    Optional<URI> endpointOverride();
}
