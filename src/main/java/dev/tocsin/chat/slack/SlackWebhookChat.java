package dev.tocsin.chat.slack;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Chart;
import dev.tocsin.chat.Chat;
import dev.tocsin.chat.Courier;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.Life;
import dev.tocsin.chat.MessagePace;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Post;
import dev.tocsin.chat.Posting;
import io.smallrye.mutiny.Uni;

/** Posts to incoming webhooks. Slack says {@code ok} and nothing else, so the message cannot be named afterwards. */
@ApplicationScoped
class SlackWebhookChat implements Chat {

    private final Courier courier;
    private final SlackWebhookRules rules;

    SlackWebhookChat(Courier courier, SlackWebhookRules rules) {
        this.courier = courier;
        this.rules = rules;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(SlackKinds.WEBHOOK);
    }

    @Override
    public MessagePace pace() {
        return MessagePace.USUAL;
    }

    @Override
    public Uni<Outcome> post(Destination destination, Posting posting) {
        return Post.toWebhook(destination, rules, () -> message(posting), SlackOutcomes::ofWebhook).with(courier);
    }

    @Override
    public Optional<ObjectNode> payload(Posting posting) {
        return Optional.of(message(posting));
    }

    /** Nobody hears who presses a button of it, it has no thread of its own, and Slack draws nothing in it. */
    static ObjectNode message(Posting posting) {
        Life life = posting.life();
        return SlackRenderer.render(posting.with(new Life(Optional.empty(), life.remarks(), List.of(),
                life.chart().filter(chart -> chart instanceof Chart.Sparkline))));
    }

    @Override
    public Optional<String> previewName() {
        return Optional.of("slack");
    }
}
