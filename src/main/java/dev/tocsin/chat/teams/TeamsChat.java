package dev.tocsin.chat.teams;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Chat;
import dev.tocsin.chat.Courier;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.MessagePace;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Post;
import dev.tocsin.chat.Posting;
import io.smallrye.mutiny.Uni;

/** Posts Adaptive Cards to the workflows of Microsoft Teams, which say neither where the message went nor that it did. */
@ApplicationScoped
class TeamsChat implements Chat {

    /** Well below 60 messages in 30 seconds. Who goes on for hours meets the limits of an hour and of a day, and a 429. */
    private static final MessagePace PACE = new MessagePace(Duration.ofSeconds(3), 2);

    private final Courier courier;
    private final TeamsWebhookRules rules;

    TeamsChat(Courier courier, TeamsWebhookRules rules) {
        this.courier = courier;
        this.rules = rules;
    }

    @Override
    public Set<String> kinds() {
        return rules.kinds();
    }

    @Override
    public MessagePace pace() {
        return PACE;
    }

    @Override
    public Uni<Outcome> post(Destination destination, Posting posting) {
        return Post.toWebhook(destination, rules, () -> payload(destination.kind(), posting), TeamsOutcomes::of).with(courier);
    }

    @Override
    public Optional<ObjectNode> payload(Posting posting) {
        return Optional.of(payload(TeamsKinds.MESSAGE, posting));
    }

    @Override
    public Optional<String> previewName() {
        return Optional.of("teams");
    }

    static ObjectNode payload(String kind, Posting posting) {
        ObjectNode card = TeamsRenderer.render(posting);
        return kind.equals(TeamsKinds.CARD) ? card : TeamsRenderer.message(card);
    }
}
