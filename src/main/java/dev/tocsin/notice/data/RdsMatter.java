package dev.tocsin.notice.data;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.notice.Standing;

/**
 * What of a database begins with one event and ends with another, by the ids of RDS's guide: its failover and its backup say
 * nothing of each other, so each is a matter of its own. All other events of it are over when they are told.
 *
 * @param name tells the matters of one database apart
 */
record RdsMatter(String name, Standing standing) {

    private static final String PREFIX = "RDS-EVENT-";

    private static final Map<String, RdsMatter> BY_ID = Stream.of(
            // Between Availability Zones, of an instance or of a cluster; activation follows a recovery
            ids("failover", Standing.open("started"), "0013 0050 0070 0072 0073"),
            ids("failover", Standing.over("completed"), "0015 0049 0051 0065 0071"),
            ids("failover", Standing.openUntilResolved("failed"), "0069"),
            ids("global-failover", Standing.open("started"), "0181"),
            ids("global-failover", Standing.over("completed"), "0185"),
            ids("global-failover", Standing.over("canceled"), "0186"),
            ids("global-failover", Standing.openUntilResolved("failed"), "0187"),
            // Somebody who stops an instance knows that it is down
            ids("database", Standing.open("shut down"), "0004 0221"),
            ids("database", Standing.open("failed to restart"), "0022"),
            ids("database", Standing.running("offline for maintenance"), "0026"),
            ids("database", Standing.running("starting"), "0154"),
            ids("database", Standing.over("stopped"), "0087"),
            ids("database", Standing.over("available"), "0006 0027 0088"),
            ids("recovery", Standing.open("started"), "0020 0052"),
            ids("recovery", Standing.over("completed"), "0021 0053"),
            ids("replication", Standing.open("stopped"), "0045"),
            ids("replication", Standing.openUntilResolved("terminated"), "0057"),
            ids("replication", Standing.over("stopped by hand"), "0062"),
            ids("replication", Standing.over("resumed"), "0046"),
            ids("support-perimeter", Standing.open("outside"), "0165"),
            ids("support-perimeter", Standing.over("inside"), "0166"),
            ids("backup", Standing.running("started"), "0001"),
            ids("backup", Standing.over("completed"), "0002"),
            // A snapshot has an ARN of its own, and so has a blue/green deployment
            ids("snapshot", Standing.running("started"), "0040 0090 0074 0168"),
            ids("snapshot", Standing.over("completed"), "0042 0091 0075 0169"),
            ids("snapshot-copy", Standing.running("started"), "0059 0196"),
            ids("snapshot-copy", Standing.over("completed"), "0060 0197"),
            ids("snapshot-copy", Standing.over("canceled"), "0061 0190"),
            ids("switchover", Standing.running("started"), "0247"),
            ids("switchover", Standing.over("completed"), "0248"),
            ids("switchover", Standing.openUntilResolved("canceled"), "0249"))
            .flatMap(stream -> stream)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    static Optional<RdsMatter> of(String id) {
        return id.startsWith(PREFIX) ? Optional.ofNullable(BY_ID.get(id.substring(PREFIX.length()))) : Optional.empty();
    }

    private static Stream<Map.Entry<String, RdsMatter>> ids(String name, Standing standing, String ids) {
        Standing readable = new Standing(name.replace('-', ' ') + " " + standing.state(), standing.phase(),
                standing.endsByItself());
        return Arrays.stream(ids.split(" ")).map(id -> Map.entry(id, new RdsMatter(name, readable)));
    }
}
