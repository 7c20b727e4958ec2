package dev.tocsin.chat.slack;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.address.BaseUrl;
import dev.tocsin.chat.Chart;
import dev.tocsin.chat.Chat;
import dev.tocsin.chat.Courier;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.Edit;
import dev.tocsin.chat.HttpOutcomes;
import dev.tocsin.chat.MessagePace;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Post;
import dev.tocsin.chat.Posting;
import dev.tocsin.chat.Reply.Answer;
import dev.tocsin.chat.Reply.Silence;
import dev.tocsin.slack.SlackAppConfig;
import io.smallrye.mutiny.Uni;

/** Posts to channels with the workspace's bot token, by chat.postMessage. */
@ApplicationScoped
class SlackChannelChat implements Chat {

    private static final String GOV_SLACK = "slack-gov.com";
    private static final Pattern TS = Pattern.compile("[0-9]{1,15}\\.[0-9]{6}");
    private static final Pattern CHANNEL = Pattern.compile("[A-Z0-9]{1,255}");

    private final Courier courier;
    private final PostedBefore postedBefore;
    private final String url;
    private final String host;
    private final String update;
    private final String site;
    private final boolean hearsButtons;

    SlackChannelChat(Courier courier, PostedBefore postedBefore, SlackConfig config, SlackAppConfig app) {
        this.courier = courier;
        this.postedBefore = postedBefore;
        this.url = BaseUrl.of(config.apiUrl()) + "/chat.postMessage";
        this.host = Post.host(url);
        this.update = BaseUrl.of(config.apiUrl()) + "/chat.update";
        this.hearsButtons = app.signingSecret().filter(secret -> !secret.isBlank()).isPresent();
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
        return host;
    }

    @Override
    public Uni<Outcome> post(Destination destination, Posting posting) {
        return new Post(SlackKinds.CHANNEL, url, Optional.empty(), Optional.of(destination.credential()),
                () -> message(destination.address(), posting),
                posting.life().thread().isPresent() ? SlackOutcomes::ofReply : SlackOutcomes::ofApi).with(courier);
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public boolean hearsButtons() {
        return hearsButtons;
    }

    @Override
    public Uni<Edit> change(Destination destination, String reference, Posting posting) {
        return courier.carry(update, Optional.of(destination.credential()),
                changed(destination.address(), reference, posting).toString())
                .map(reply -> reply instanceof Answer answer
                        ? SlackChanges.of(answer, posting.life().chart().filter(SlackChannelChat::isOfBlocks).isPresent())
                        : SlackChanges.of(HttpOutcomes.of((Silence) reply)));
    }

    private static boolean isOfBlocks(Chart chart) {
        return !(chart instanceof Chart.Sparkline);
    }

    @Override
    public Uni<Optional<String>> find(Destination destination, Posting posting, Instant since) {
        return postedBefore.find(destination, posting, since);
    }

    /**
     * All of the message, since what is left out of a change stays or goes by rules of its own: absent attachments stay, and an
     * absent {@code parse} would look for mentions in what others wrote.
     */
    static ObjectNode changed(String channel, String ts, Posting posting) {
        ObjectNode message = SlackRenderer.render(posting).put("channel", channel).put("ts", ts).put("parse", "none")
                .put("link_names", false);
        message.remove(List.of("thread_ts", "reply_broadcast", "unfurl_links", "unfurl_media"));
        if (!message.has("text")) {
            message.put("text", "");
        }
        message.withArrayProperty("blocks");
        message.withArrayProperty("attachments");
        return message;
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
        if (!posting.isOfOneDelivery()) {
            return message;
        }
        message.putObject("metadata").put("event_type", PostedBefore.EVENT).putObject("event_payload")
                .put(PostedBefore.DELIVERY, posting.deliveryId());
        return message;
    }
}
