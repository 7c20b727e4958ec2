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

    /**
     * A folder of PEM files that are looked up by the file name in SigningCertURL before any download, for clusters without
     * a way out. A certificate must be valid at the message's Timestamp.
     */
    Optional<Path> signingCertificates();

    /** Where certificates are downloaded from instead of the hosts of SNS: a mirror; for tests and for AWS-like services. */
    Optional<URI> certificatesOverride();

    /** Whether RSA signatures are checked by Amazon's Corretto Crypto Provider, where its native library loads. */
    @WithDefault("true")
    boolean corretto();

    /** The longest that a download of a certificate or a confirmation may take. SNS waits 15 seconds for our answer. */
    @WithDefault("5s")
    Duration timeout();

    /** The longest that the body of a request may take to arrive. */
    @WithDefault("10s")
    Duration bodyTimeout();

    /** What is called instead of AWS itself (SNS, and STS for roles); for tests and for AWS-like services. */
    Optional<URI> endpointOverride();

    /** Whether Tocsin subscribes the topics that configurations name. */
    @WithDefault("auto")
    Subscribe subscribe();

    /** How often each topic's subscription is compared with AWS. */
    @WithDefault("5m")
    Duration reconcileEvery();

    /** Whether topics are told to sign with SHA-256 (SignatureVersion 2). */
    @WithDefault("false")
    boolean manageTopicAttributes();

    /** Whether subscriptions without a delivery policy are given one that outlasts an absence of Tocsin. */
    @WithDefault("false")
    boolean manageDeliveryPolicy();

    /** Who subscribes topics. */
    enum Subscribe {
        /** Tocsin, where it has AWS credentials. */
        AUTO,
        /** People, by the commands that the API shows. */
        NEVER
    }
}
