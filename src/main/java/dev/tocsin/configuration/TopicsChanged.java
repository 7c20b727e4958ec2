package dev.tocsin.configuration;

import java.util.Set;

/**
 * A configuration was created, changed or deleted, and that is committed.
 *
 * @param topicArns the topics that it names, or named last
 */
public record TopicsChanged(Set<String> topicArns) {

    public TopicsChanged {
        topicArns = Set.copyOf(topicArns);
    }
}
