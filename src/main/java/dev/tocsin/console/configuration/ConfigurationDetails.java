package dev.tocsin.console.configuration;

import java.util.List;
import java.util.Optional;

import dev.tocsin.console.Light;
import dev.tocsin.console.StateLights;
import dev.tocsin.console.configuration.ShownTopic.OfRegion;
import dev.tocsin.history.Destinations.DestinationStanding;

/**
 * What stands around a configuration: its topics, and how what is sent there does.
 *
 * @param standing empty if it was deleted meanwhile
 */
public record ConfigurationDetails(List<ShownTopic> topics, List<ShownTopic> heardOnlyHere,
        Optional<DestinationStanding> standing) {

    static ConfigurationDetails of(String configurationName, List<ShownTopic> topics, Optional<DestinationStanding> standing) {
        return new ConfigurationDetails(topics,
                topics.stream().filter(topic -> topic.isHeardOnlyBy(configurationName)).toList(), standing);
    }

    public List<OfRegion> regions() {
        return ShownTopic.byRegion(topics);
    }

    /** Whether nothing is under way between Tocsin and SNS, so the page need not look often. */
    public boolean isSettled() {
        return topics.stream().noneMatch(ShownTopic::isUnderWay);
    }

    /** Nothing to say of where nothing was ever sent. */
    public Light light() {
        return standing.map(now -> StateLights.ofDestination(now.light())).orElse(null);
    }

    public int waiting() {
        return standing.map(now -> now.waiting().count()).orElse(0);
    }

    /** In words, since not all may be counted. */
    public String waitingInWords() {
        String more = standing.filter(now -> now.waiting().hasMore()).isPresent() ? "more than " : "";
        return more + (waiting() == 1 ? "1 delivery" : waiting() + " deliveries");
    }
}
