package dev.tocsin.logs;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

import dev.tocsin.aws.CloudWatchLogsConfig;

/**
 * Where log entries go; a mistake in it is told at the start.
 *
 * @param partition the id of the Region's partition
 * @param replica what this replica's streams are called
 */
record LogSettings(String region, String partition, OptionalInt retentionDays, String replica) {

    private static final int LONGEST_REPLICA = 200;

    /**
     * Empty where no Region is set.
     *
     * @param environment whose HOSTNAME, in Kubernetes the pod's name, names the replica
     * @param otherwise the name where there is no HOSTNAME
     * @throws IllegalArgumentException saying which property is wrong, and why
     */
    static Optional<LogSettings> of(CloudWatchLogsConfig config, Map<String, String> environment, Supplier<String> otherwise) {
        config.retentionDays().ifPresent(CloudWatchLogsConfig::requireRetention);
        return config.region()
                .map(region -> new LogSettings(region, CloudWatchLogsConfig.requireRegion(region).id(), config.retentionDays(),
                        replica(environment.getOrDefault("HOSTNAME", ""), otherwise)));
    }

    /** All log groups of Tocsin's, as an IAM policy names them. */
    String groups() {
        return "arn:" + partition + ":logs:" + region + ":*:log-group:" + CloudWatchLogs.GROUPS + "*";
    }

    /** Names of streams may hold neither colons nor asterisks; the slash parts the day from it. */
    private static String replica(String hostname, Supplier<String> otherwise) {
        String name = hostname.replaceAll("[^A-Za-z0-9._-]", "-");
        return name.isEmpty() ? otherwise.get() : name.substring(0, Math.min(name.length(), LONGEST_REPLICA));
    }
}
