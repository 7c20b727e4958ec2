package dev.tocsin.aws;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.Config;

import io.smallrye.config.ConfigMapping;

/** Whether and where the outcomes of deliveries are written to CloudWatch Logs. */
@ConfigMapping(prefix = "tocsin.cloudwatch-logs")
public interface CloudWatchLogsConfig {

    /** The Region of the log groups; AWS Chatbot's are in us-east-1. Nothing is written where there is none. */
    Optional<String> region();

    /** How many days the log groups that Tocsin creates keep their entries; for ever where nothing is said. */
    OptionalInt retentionDays();

    /** Of the API reference of PutRetentionPolicy. */
    Set<Integer> RETENTIONS = new TreeSet<>(Set.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,
            2192, 2557, 2922, 3288, 3653));

    /** @throws IllegalArgumentException that begins with the property, if there is no such Region or retention */
    static void requireGood(Config config) {
        config.getOptionalValue("tocsin.cloudwatch-logs.region", String.class).ifPresent(CloudWatchLogsConfig::requireRegion);
        whole(config.getConfigValue("tocsin.cloudwatch-logs.retention-days").getValue())
                .ifPresent(CloudWatchLogsConfig::requireRetention);
    }

    static Partition requireRegion(String region) {
        return Partition.ofRegion(region).orElseThrow(() -> new IllegalArgumentException(
                "tocsin.cloudwatch-logs.region must be the id of a Region, for example us-east-1."));
    }

    static void requireRetention(int days) {
        if (!RETENTIONS.contains(days)) {
            throw new IllegalArgumentException("tocsin.cloudwatch-logs.retention-days must be one of " + RETENTIONS
                    + ", which CloudWatch Logs knows, for example 30.");
        }
    }

    /** Empty if it is none, which is told by others. */
    private static OptionalInt whole(String text) {
        return text != null && text.strip().matches("[0-9]{1,9}")
                ? OptionalInt.of(Integer.parseInt(text.strip()))
                : OptionalInt.empty();
    }

    /** What is called instead of AWS itself (CloudWatch Logs, and STS for roles); for tests and for AWS-like services. */
    Optional<URI> endpointOverride();
}
