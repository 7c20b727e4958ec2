package dev.tocsin.chat;

import java.util.Optional;
import java.util.Set;

/**
 * Says whether a URL can be a webhook of a kind of destination, before it is stored and again before each request to it.
 * Every CDI bean of this type takes part; each chat room that posts to webhooks has one.
 */
public interface WebhookRules {

    /** The {@link Destination#kind() kinds} that it judges; no two rules share one. */
    Set<String> kinds();

    /**
     * What speaks against the URL, or empty if nothing does.
     *
     * @return one sentence fit for an API answer; of the URL it names at most scheme, host and port, never the path or the
     *         query, which are secret
     */
    Optional<String> objection(String url);
}
