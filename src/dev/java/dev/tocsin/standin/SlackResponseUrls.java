package dev.tocsin.standin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.standin.PostedMessage.Author;
import dev.tocsin.standin.SlackRules.Refusal;

/** Where an app may answer a click: five times within half an hour, for each click by itself. */
final class SlackResponseUrls implements Counterpart {

    private static final String PATH = "/actions/";
    private static final int MOST_USES = 5;
    private static final long LIFE = Duration.ofMinutes(30).toMillis();
    private static final int CAPACITY = 1000;

    private record Ticket(PostedMessage message, SlackPerson person, long until, int used) {
    }

    private final SlackConversations conversations;
    private final LongSupplier millis;
    private final Map<String, Ticket> tickets = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ticket> eldest) {
            return size() > CAPACITY;
        }
    };

    SlackResponseUrls(SlackConversations conversations, LongSupplier millis) {
        this.conversations = conversations;
        this.millis = millis;
    }

    /** @return the path of a new one */
    synchronized String issue(PostedMessage message, SlackPerson person) {
        String path = PATH + message.team() + "/" + UUID.randomUUID();
        tickets.put(path, new Ticket(message, person, millis.getAsLong() + LIFE, 0));
        return path;
    }

    @Override
    public Received.Kind kind() {
        return Received.Kind.SLACK_API;
    }

    @Override
    public boolean speaksFor(Inquiry inquiry) {
        return inquiry.path().startsWith(PATH);
    }

    @Override
    public String room(Inquiry inquiry) {
        return "response_url";
    }

    @Override
    public synchronized Answer answer(Inquiry inquiry) {
        Ticket ticket = tickets.get(inquiry.path());
        if (ticket == null || millis.getAsLong() >= ticket.until()) {
            return Answer.json(404, SlackReplies.no("expired_url").toString());
        }
        if (ticket.used() == MOST_USES) {
            return Answer.json(404, SlackReplies.no("used_url").toString());
        }
        JsonNode wanted = inquiry.json();
        if (!inquiry.method().equals("POST") || !wanted.isObject()) {
            return Answer.json(400, SlackReplies.no("invalid_payload").toString());
        }
        tickets.put(inquiry.path(), new Ticket(ticket.message(), ticket.person(), ticket.until(), ticket.used() + 1));
        if (wanted.path("delete_original").asBoolean()) {
            conversations.delete(ticket.message().channel(), ticket.message().ts());
            return Answer.json(200, SlackReplies.yes().toString());
        }
        Optional<Refusal> refusal = SlackRules.ofWebhooks().refusal(wanted);
        if (refusal.isPresent()) {
            return Answer.json(400, SlackReplies.no(refusal.get().error()).toString());
        }
        show(ticket, wanted);
        return Answer.json(200, SlackReplies.yes().toString());
    }

    /** What a slash command is answered at once is shown the same way. */
    void shown(PostedMessage message, SlackPerson person, String answer) {
        JsonNode wanted = Inquiry.json(answer);
        if (wanted.hasNonNull("text")) {
            show(new Ticket(message, person, 0, 0), wanted);
        }
    }

    private void show(Ticket ticket, JsonNode wanted) {
        PostedMessage message = ticket.message();
        if (wanted.path("replace_original").asBoolean()) {
            conversations.change(message.channel(), message.ts(),
                    one -> one.changed(SlackContent.posted(wanted), one.isEdited()));
        } else {
            conversations.add(message.team(), message.channel(), Author.APP,
                    Optional.ofNullable(wanted.path("thread_ts").textValue()), false,
                    wanted.path("response_type").asText("ephemeral").equals("in_channel") ? Optional.empty()
                            : Optional.of(ticket.person().id()),
                    SlackContent.posted(wanted));
        }
    }
}
