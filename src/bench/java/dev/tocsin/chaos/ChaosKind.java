package dev.tocsin.chaos;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a run does to the replicas. */
enum ChaosKind {
    /** All that {@link Trouble} has, to both. */
    HARM,
    /** They are replaced one after the other, behind a Service, under load. */
    ROLLING,
    /** An older build is replaced by a newer one beside it, harmed meanwhile, and put back. */
    UPGRADE;

    static ChaosKind of(String given) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(given.strip())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("chaos.run is one of "
                        + Arrays.stream(values()).map(ChaosKind::word).collect(Collectors.joining(", ")) + ", not " + given));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
