package dev.tocsin.console.configuration;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.tocsin.console.WholeLists;
import dev.tocsin.sns.subscription.TopicOverview;
import dev.tocsin.sns.subscription.TopicOverview.TopicQuery;
import dev.tocsin.sns.subscription.Topics.TopicPage;
import io.smallrye.mutiny.Uni;

/** More topics than one page of the API has. */
@Singleton
final class KnownTopics {

    private final TopicOverview topics;

    KnownTopics(TopicOverview topics) {
        this.topics = topics;
    }

    /** Those that this configuration hears. */
    Uni<List<ShownTopic>> of(String configurationName) {
        return all(new TopicQuery(null, null, Optional.of(configurationName), null, null, null));
    }

    Uni<List<ShownTopic>> all(TopicQuery query) {
        return WholeLists.read(token -> topics.list(new TopicQuery(query.state(), query.light(), query.configurationName(),
                query.order(), null, token)), TopicPage::topics, TopicPage::nextToken)
                .map(found -> found.stream().map(ShownTopic::of).toList());
    }
}
