package dev.tocsin.console.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.tocsin.sns.subscription.TopicOverview;
import dev.tocsin.sns.subscription.TopicOverview.TopicQuery;
import io.smallrye.mutiny.Uni;

/** More topics than one page of the API has. */
@Singleton
final class KnownTopics {

    private static final int MOST = 1_000;

    private final TopicOverview topics;

    KnownTopics(TopicOverview topics) {
        this.topics = topics;
    }

    /** Those that this configuration hears. */
    Uni<List<ShownTopic>> of(String configurationName) {
        return all(null, null, Optional.of(configurationName));
    }

    /** @param state null for any, as light is */
    Uni<List<ShownTopic>> all(String state, String light, Optional<String> configurationName) {
        return from(new TopicQuery(state, light, configurationName, null, null, null), new ArrayList<>());
    }

    private Uni<List<ShownTopic>> from(TopicQuery query, List<ShownTopic> found) {
        return topics.list(query).chain(page -> {
            page.topics().stream().limit(MOST - found.size()).map(ShownTopic::of).forEach(found::add);
            return page.nextToken() == null || found.size() >= MOST
                    ? Uni.createFrom().item(found)
                    : from(new TopicQuery(query.state(), query.light(), query.configurationName(), query.order(), null,
                            page.nextToken()), found);
        });
    }
}
