package dev.tocsin.chat.chime;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Chat;
import dev.tocsin.chat.Courier;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.HttpOutcomes;
import dev.tocsin.chat.MessagePace;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Post;
import dev.tocsin.chat.Posting;
import dev.tocsin.chat.Reply.Answer;
import io.smallrye.mutiny.Uni;

/**
 * Posts to Amazon Chime's incoming webhooks, and to whatever else speaks their protocol: AWS ended Chime's support on
 * 2026-02-20.
 */
@ApplicationScoped
class ChimeChat implements Chat {

    private final Courier courier;
    private final ChimeWebhookRules rules;

    ChimeChat(Courier courier, ChimeWebhookRules rules) {
        this.courier = courier;
        this.rules = rules;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(ChimeWebhookRules.KIND);
    }

    @Override
    public MessagePace pace() {
        return MessagePace.USUAL;
    }

    @Override
    public Uni<Outcome> post(Destination destination, Posting posting) {
        return Post.toWebhook(destination, rules, () -> ChimeRenderer.render(posting), ChimeChat::outcome).with(courier);
    }

    @Override
    public Optional<ObjectNode> payload(Posting posting) {
        return Optional.of(ChimeRenderer.render(posting));
    }

    @Override
    public Optional<String> previewName() {
        return Optional.of("chime");
    }

    /**
     * Chime's success is a 2xx whatever the body, of which no document says more than that it is JSON. A page is not Chime's,
     * but a proxy's, at which one is to log in for instance.
     */
    static Outcome outcome(Answer answer) {
        boolean taken = answer.status() >= 200 && answer.status() < 300;
        if (taken && answer.body().stripLeading().startsWith("<")) {
            return HttpOutcomes.unexpected(answer);
        }
        return taken ? new Delivered(answer.status(), Optional.empty()) : HttpOutcomes.of(answer);
    }
}
