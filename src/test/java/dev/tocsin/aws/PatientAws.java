package dev.tocsin.aws;

import java.time.Duration;
import java.util.Optional;

/** For real clients against a stand-in: credentials where the SDK looks for them, no roles, and much patience. */
final class PatientAws implements AwsConfig {

    private PatientAws() {
    }

    static AwsConfig withCredentials() {
        System.setProperty("aws.accessKeyId", "AKIAS3CR3T");
        System.setProperty("aws.secretAccessKey", "s3cr3t-aws-key");
        return new PatientAws();
    }

    @Override
    public Optional<String> assumeRole() {
        return Optional.empty();
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(20);
    }
}
