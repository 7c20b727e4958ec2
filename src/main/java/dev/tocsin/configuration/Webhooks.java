package dev.tocsin.configuration;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.tocsin.chat.WebhookRules;
import dev.tocsin.secret.Secret;
import io.quarkus.arc.All;

/** Asks the chats whether a URL can be a webhook of theirs. */
@Singleton
public final class Webhooks {

    private final List<WebhookRules> rules;

    Webhooks(@All List<WebhookRules> rules) {
        this.rules = rules;
    }

    /** Adds what speaks against the URL; the URL itself is secret and not repeated. */
    void check(Check check, String kind, Secret url) {
        if (url != null && !UnseenSecret.is(url)) {
            objection(kind, url).ifPresent(objection -> check.fail("webhookUrl", "is not acceptable: " + objection));
        }
    }

    private Optional<String> objection(String kind, Secret url) {
        return rules.stream().filter(rule -> rule.kinds().contains(kind)).findFirst()
                .map(rule -> rule.objection(url.reveal()))
                .orElse(Optional.of("this build has no chat for " + kind));
    }
}
