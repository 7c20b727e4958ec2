package dev.tocsin.notice.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.notice.Severity;

/**
 * How bad an event of RDS is: by its id where its category misleads (a failure that needs no action, an availability event
 * that shut the database down), else by category, else by its words. Event subscriptions tell only the id.
 */
final class RdsSeverity {

    private static final String PREFIX = "RDS-EVENT-";

    private static final Map<String, Severity> BY_ID = Stream.of(
            // Storage is full or the key is gone: the database is down, or must be restored
            ids(Severity.CRITICAL, "0007 0221 0031 0419"),
            // Restart error, low storage, failover begun or failed, replication stopped, downtime begun, upgrade failed
            ids(Severity.HIGH, "0022 0222 0330 0331 0089 0227 0035 0036 0013 0050 0052 0069 0070 0072 0073 0020 0045 0057 0202 "
                    + "0266 0270 0418 0223 0224 0254 0403 0404 0159 0320"),
            // Shut down, deleted, offline patching, failing features, limits near
            ids(Severity.MEDIUM,
                    "0004 0003 0171 0026 0028 0034 0058 0079 0080 0081 0066 0067 0084 0086 0087 0157 0158 0189 0225 "
                            + "0231 0327 0358 0361 0425 0429 0275 0249"),
            // No action needed
            ids(Severity.LOW, "0219 0220 0237 0155 0191 0230 0422 0396 0501 0502 0062 0016 0061 0160 0190"),
            ids(Severity.INFO, "0001 0040 0041 0090 0059 0196 0233 0247 0250 0264 0267 0269 0405 0385"),
            ids(Severity.GOOD, "0002 0005 0006 0014 0015 0017 0021 0025 0027 0029 0042 0046 0047 0049 0051 0053 0060 0065 0071 "
                    + "0088 0091 0161 0166 0170 0197 0218 0244 0248 0251 0265 0268 0296 0362 0415 0420"))
            .flatMap(stream -> stream)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Map<String, Severity> BY_CATEGORY = Map.ofEntries(
            Map.entry("failure", Severity.HIGH),
            Map.entry("low storage", Severity.HIGH),
            Map.entry("failover", Severity.HIGH),
            Map.entry("global failover", Severity.HIGH),
            Map.entry("availability", Severity.MEDIUM),
            Map.entry("recovery", Severity.MEDIUM),
            Map.entry("deletion", Severity.MEDIUM),
            Map.entry("read replica", Severity.LOW),
            Map.entry("maintenance", Severity.LOW),
            Map.entry("security", Severity.LOW),
            Map.entry("security patching", Severity.LOW));

    private RdsSeverity() {
    }

    static Severity of(String id, List<String> categories, String sentence) {
        Severity known = id.startsWith(PREFIX) ? BY_ID.get(id.substring(PREFIX.length())) : null;
        if (known != null) {
            return known;
        }
        if (categories.contains("failure") || categories.contains("low storage")) {
            return Severity.HIGH;
        }
        return OutcomeWords.of(sentence)
                .or(() -> categories.stream().map(BY_CATEGORY::get).filter(severity -> severity != null)
                        .min(Severity::compareTo))
                .orElse(Severity.INFO);
    }

    private static Stream<Map.Entry<String, Severity>> ids(Severity severity, String ids) {
        return Arrays.stream(ids.split(" ")).map(id -> Map.entry(id, severity));
    }
}
