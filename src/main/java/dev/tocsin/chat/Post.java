package dev.tocsin.chat;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.Unsent;
import dev.tocsin.chat.Reply.Answer;
import dev.tocsin.chat.Reply.Silence;
import dev.tocsin.secret.Secret;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * One try to post, the same for every chat: judge the URL, render, carry, and read the outcome from the reply.
 *
 * @param chat the chat's name in the log
 * @param url where to post; secret where it is a webhook
 * @param objection what speaks against the URL
 * @param token for the Authorization header
 * @param payload renders the message
 * @param verdict what an answer means
 */
public record Post(String chat, String url, Optional<String> objection, Optional<Secret> token,
        Supplier<ObjectNode> payload, Function<Answer, Outcome> verdict) {

    private static final String OTHER_URL = "store another webhook URL, or let the operator allow where this one leads";

    /** Posts to a webhook, whose URL is its credential. */
    public static Post toWebhook(Destination destination, WebhookRules rules, Supplier<ObjectNode> payload,
            Function<Answer, Outcome> verdict) {
        String url = destination.credential().reveal();
        return new Post(destination.kind(), url, rules.objection(url), Optional.empty(), payload, verdict);
    }

    /** The server that a URL leads to, with its port where it says one; empty if it leads nowhere. */
    public static String host(String url) {
        try {
            URI uri = URI.create(url);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return uri.getHost() == null ? "" : uri.getHost() + port;
        } catch (IllegalArgumentException nowhere) {
            return "";
        }
    }

    /** Never fails, and requests nothing from a URL that something speaks against. */
    public Uni<Outcome> with(Courier courier) {
        if (objection.isPresent()) {
            return Uni.createFrom().item(Rejected.unsent(Unsent.URL_REFUSED, objection.get(), Fault.DESTINATION)
                    .with(OTHER_URL));
        }
        String json;
        try {
            json = payload.get().toString();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError fault) {
            // A fault of ours in rendering; the plain form takes another way and may get through.
            Log.errorf("chat=%s event=rendering-failed cause=%s", chat, fault.getClass().getName());
            return Uni.createFrom()
                    .item(Rejected.unsent(Unsent.NOT_RENDERED, "the message could not be rendered", Fault.CONTENT));
        }
        return courier.carry(url, token, json).map(this::outcome);
    }

    private Outcome outcome(Reply reply) {
        return reply instanceof Answer answer ? verdict.apply(answer) : HttpOutcomes.of((Silence) reply);
    }

    /** Without URL and token. */
    @Override
    public String toString() {
        return "Post[" + chat + "]";
    }
}
