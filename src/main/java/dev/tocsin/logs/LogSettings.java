package dev.tocsin.logs;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.tocsin.aws.CloudWatchLogsConfig;
import dev.tocsin.aws.Partition;

/**
 * Where log entries go; a mistake in it is told at the start.
 *
 * @param partition the id of the Region's partition
 * @param replica what this replica's streams are called
 */
record LogSettings(String region, String partition, OptionalInt retentionDays, String replica) {

    /** Of the API reference of PutRetentionPolicy. */
    private static final Set<Integer> RETENTIONS = new TreeSet<>(
            Set.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545,
                    731, 1096, 1827, 2192, 2557, 2922, 3288, 3653));
    private static final int LONGEST_REPLICA = 200;

    /**
     * Empty where no Region is set.
     *
     * @param environment whose HOSTNAME, in Kubernetes the pod's name, names the replica
     * @param otherwise the name where there is no HOSTNAME
     * @throws IllegalArgumentException saying which property is wrong, and why
     */
    static Optional<LogSettings> of(CloudWatchLogsConfig config, Map<String, String> environment, Supplier<String> otherwise) {
        config.retentionDays().ifPresent(LogSettings::checkRetention);
        return config.region().map(region -> new LogSettings(region, partition(region), config.retentionDays(),
                replica(environment.getOrDefault("HOSTNAME", ""), otherwise)));
    }

    /** All log groups of Tocsin's, as an IAM policy names them. */
    String groups() {
        return "arn:" + partition + ":logs:" + region + ":*:log-group:" + CloudWatchLogs.GROUPS + "*";
    }

    private static String partition(String region) {
        return Partition.ofRegion(region).map(Partition::id).orElseThrow(() -> new IllegalArgumentException(
                "tocsin.cloudwatch-logs.region must be the id of a Region, such as us-east-1"));
    }

    private static void checkRetention(int days) {
        if (!RETENTIONS.contains(days)) {
            throw new IllegalArgumentException(
                    "tocsin.cloudwatch-logs.retention-days must be one of " + RETENTIONS);
        }
    }

    /** Names of streams may hold neither colons nor asterisks; the slash parts the day from it. */
    private static String replica(String hostname, Supplier<String> otherwise) {
        String name = hostname.replaceAll("[^A-Za-z0-9._-]", "-");
        return name.isEmpty() ? otherwise.get() : name.substring(0, Math.min(name.length(), LONGEST_REPLICA));
    }
}
