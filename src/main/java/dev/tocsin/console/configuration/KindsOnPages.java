package dev.tocsin.console.configuration;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import dev.tocsin.configuration.ConfigurationKinds;
import dev.tocsin.problem.Problems;

/** The kinds that there are, as pages call them. One that nobody has named here goes by its own name. */
@Singleton
final class KindsOnPages {

    static final String SLACK = "slack-channel";
    static final String CHIME = "chime-webhook";
    static final String TEAMS = "teams-webhook";
    private static final Map<String, String> LABELS = Map.of(SLACK, "Slack channel", CHIME, "Amazon Chime webhook", TEAMS,
            "Microsoft Teams webhook");

    private final List<KindOnPages> all;

    KindsOnPages(ConfigurationKinds kinds) {
        this.all = kinds.all().stream()
                .map(kind -> new KindOnPages(kind, LABELS.getOrDefault(kind.name(), kind.name()))).toList();
    }

    List<KindOnPages> all() {
        return all;
    }

    KindOnPages named(String kind) {
        return all.stream().filter(one -> one.name().equals(kind)).findFirst()
                .orElseThrow(() -> Problems.notFound("There is no such kind of configurations."));
    }

    /** @param path as the API has it, without {@code /api/} */
    KindOnPages at(String path) {
        return all.stream().filter(one -> one.path().equals("/" + path)).findFirst()
                .orElseThrow(() -> Problems.notFound("There are no configurations of such a kind."));
    }
}
