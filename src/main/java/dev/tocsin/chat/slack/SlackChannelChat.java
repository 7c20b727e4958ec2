package dev.tocsin.chat.slack;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.address.BaseUrl;
import dev.tocsin.chat.Chat;
import dev.tocsin.chat.Courier;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.MessagePace;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Post;
import dev.tocsin.chat.Posting;
import io.smallrye.mutiny.Uni;

/** Posts to channels with the workspace's bot token, by chat.postMessage. */
@ApplicationScoped
class SlackChannelChat implements Chat {

    private static final String GOV_SLACK = "slack-gov.com";
    private static final Pattern TS = Pattern.compile("[0-9]{1,15}\\.[0-9]{6}");
    private static final Pattern CHANNEL = Pattern.compile("[A-Z0-9]{1,255}");

    private final Courier courier;
    private final String url;
    private final String site;

    SlackChannelChat(Courier courier, SlackConfig config) {
        this.courier = courier;
        this.url = BaseUrl.of(config.apiUrl()) + "/chat.postMessage";
        this.site = GOV_SLACK.equals(config.apiUrl().getHost()) ? GOV_SLACK : "slack.com";
    }

    @Override
    public Set<String> kinds() {
        return Set.of(SlackKinds.CHANNEL);
    }

    @Override
    public MessagePace pace() {
        return MessagePace.USUAL;
    }

    @Override
    public String host(Destination destination) {
        return Post.host(url);
    }

    @Override
    public Uni<Outcome> post(Destination destination, Posting posting) {
        return new Post(SlackKinds.CHANNEL, url, Optional.empty(), Optional.of(destination.credential()),
                () -> message(destination.address(), posting), SlackOutcomes::ofApi).with(courier);
    }

    /**
     * Slack leads on to the workspace that whoever opens it is signed in to. The link with the workspace's own name in it is
     * what chat.getPermalink answers, which is a request for each.
     */
    @Override
    public Optional<String> permalink(String address, String reference) {
        return Optional.of(reference).filter(ts -> TS.matcher(ts).matches() && CHANNEL.matcher(address).matches())
                .map(ts -> "https://" + site + "/archives/" + address + "/p" + ts.replace(".", ""));
    }

    @Override
    public Optional<ObjectNode> payload(Posting posting) {
        return Optional.of(SlackRenderer.render(posting));
    }

    /** Slack has no idempotency key; the delivery's id in the metadata is how a copy can be told from a second message. */
    static ObjectNode message(String channel, Posting posting) {
        ObjectNode message = SlackRenderer.render(posting).put("channel", channel);
        message.putObject("metadata").put("event_type", "tocsin_delivery").putObject("event_payload").put("delivery_id",
                posting.deliveryId());
        return message;
    }
}
