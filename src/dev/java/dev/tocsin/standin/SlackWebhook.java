package dev.tocsin.standin;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.standin.PostedMessage.Author;
import dev.tocsin.standin.SlackRules.Refusal;

/**
 * Slack's incoming webhooks: any {@code /services/T.../B.../<secret>} exists. Takes JSON, or the older form
 * {@code payload=<JSON>}; answers text, {@code ok} if the message is taken.
 */
final class SlackWebhook implements Counterpart {

    private static final Pattern PATH = Pattern.compile("/services/(T[A-Za-z0-9]*)/(B[A-Za-z0-9]*)/[^/]+");
    private static final Pattern ANY_PATH = Pattern.compile("/services(/.*)?");

    private final Function<String, Optional<String>> roomNames;
    private final SlackConversations conversations;
    private final Pacing pacing;

    SlackWebhook(Function<String, Optional<String>> roomNames, SlackConversations conversations, Pacing pacing) {
        this.roomNames = roomNames;
        this.conversations = conversations;
        this.pacing = pacing;
    }

    @Override
    public Received.Kind kind() {
        return Received.Kind.SLACK_WEBHOOK;
    }

    @Override
    public boolean speaksFor(Inquiry inquiry) {
        return ANY_PATH.matcher(inquiry.path()).matches();
    }

    @Override
    public String room(Inquiry inquiry) {
        Matcher path = PATH.matcher(inquiry.path());
        return path.matches() ? roomNames.apply(inquiry.path()).orElse(path.group(1) + "/" + path.group(2)) : "unknown";
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        if (!inquiry.method().equals("POST")) {
            return Answer.text(405, "method_not_allowed");
        }
        if (!PATH.matcher(inquiry.path()).matches()) {
            return Answer.text(404, "no_service");
        }
        int wait = pacing.secondsToWait(inquiry.path());
        if (wait > 0) {
            return Answer.text(429, "rate_limited").retryAfter(wait);
        }
        JsonNode message = inquiry.json();
        if (!message.isObject()) {
            return Answer.text(400, "invalid_payload");
        }
        Optional<Refusal> refusal = SlackRules.ofWebhooks().refusal(message);
        return refusal.map(refused -> Answer.text(400, refused.error())).orElseGet(() -> posted(inquiry));
    }

    /** It posts in one channel, whose id is made of the webhook's. What it posted has no name in the answer. */
    private Answer posted(Inquiry inquiry) {
        Matcher path = PATH.matcher(inquiry.path());
        String team = path.matches() ? path.group(1) : "";
        String channel = "C" + path.group(2).substring(1).toUpperCase(Locale.ROOT);
        conversations.nameRoom(channel, room(inquiry));
        Optional<String> thread = Optional.ofNullable(inquiry.json().path("thread_ts").textValue())
                .filter(root -> conversations.hasThread(channel, root));
        conversations.add(team, channel, Author.WEBHOOK, thread, false, Optional.empty(),
                SlackContent.posted(inquiry.json()));
        return Answer.text(200, "ok").taken();
    }
}
