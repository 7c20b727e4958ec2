package dev.tocsin.console.overview;

import java.util.Map;
import java.util.Optional;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.history.Destinations.OverviewCounts.SilentSubject;

/** Something silent as the overview shows it. */
record SilenceRow(SilentSubject it) {

    private static final Map<String, String> KINDS = Map.of(
            "TOPIC", "Topic",
            "DESTINATION", "Destination",
            "CHANNEL", "Channel",
            "SUBSCRIPTION", "Subscription",
            "CANARY", "Canary");

    /** One of a newer replica is shown by its own word. */
    public String kind() {
        return KINDS.getOrDefault(it.kind(), it.kind());
    }

    public String name() {
        return topic().map(TopicArn::name).orElse(it.subject());
    }

    public String page() {
        return topic().map(topic -> "/console/topics/" + topic)
                .orElse("/console/configurations?nameContains=" + it.subject());
    }

    private Optional<TopicArn> topic() {
        return TopicArn.parse(it.subject());
    }
}
