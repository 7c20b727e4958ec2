package dev.tocsin.standin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.standin.PostedMessage.Author;

/** The messages in the channels of the stand-in's Slack, as they are now; the newest are kept. For use from any thread. */
public final class SlackConversations {

    static final int CAPACITY = 20_000;

    private final LongSupplier millis;
    private final NavigableMap<String, PostedMessage> messages = new TreeMap<>();
    private final Map<String, String> webhookRooms = new HashMap<>();
    private long lastMicros;
    private long version;
    private long clearedAt;

    SlackConversations(LongSupplier millis) {
        this.millis = millis;
    }

    /** The message as it is shown now; empty if it was deleted or never was. */
    public synchronized Optional<PostedMessage> message(String channel, String ts) {
        return Optional.ofNullable(messages.get(ts))
                .filter(message -> message.channel().equals(channel) && !message.isDeleted());
    }

    /** What the channel itself shows, the oldest first: messages of its own, and replies that are broadcast. */
    public synchronized List<PostedMessage> in(String channel) {
        return matching(message -> message.channel().equals(channel) && message.isInChannel() && message.onlyFor().isEmpty());
    }

    /** What stands in a message's thread, the oldest first. */
    public synchronized List<PostedMessage> replies(String channel, String ts) {
        return matching(message -> message.channel().equals(channel) && message.threadTs().equals(Optional.of(ts))
                && message.onlyFor().isEmpty());
    }

    /** What only one user sees in the channel, the oldest first. */
    public synchronized List<PostedMessage> ephemeral(String channel) {
        return matching(message -> message.channel().equals(channel) && message.onlyFor().isPresent());
    }

    /** How often the message was changed; 0 also where there is none. */
    public int updates(String channel, String ts) {
        return message(channel, ts).map(PostedMessage::updates).orElse(0);
    }

    /** As somebody does it by hand. */
    public synchronized void delete(String channel, String ts) {
        message(channel, ts).ifPresent(message -> put(message.deleted()));
    }

    synchronized PostedMessage add(String team, String channel, Author author, Optional<String> threadTs,
            boolean isBroadcast, Optional<String> onlyFor, ObjectNode content) {
        lastMicros = Math.max(lastMicros + 1, millis.getAsLong() * 1000);
        String ts = "%d.%06d".formatted(lastMicros / 1_000_000, lastMicros % 1_000_000);
        PostedMessage message = put(new PostedMessage(team, channel, ts, author, threadTs, isBroadcast, onlyFor, content,
                false, 0, false, 0));
        if (messages.size() > CAPACITY) {
            messages.pollFirstEntry();
        }
        return message;
    }

    synchronized Optional<PostedMessage> change(String channel, String ts, UnaryOperator<PostedMessage> change) {
        return message(channel, ts).map(message -> put(change.apply(message)));
    }

    /** Whether the thread can be replied to: its first message is there, or other replies are. */
    synchronized boolean hasThread(String channel, String ts) {
        return message(channel, ts).filter(root -> root.threadTs().isEmpty() && root.onlyFor().isEmpty()).isPresent()
                || isTombstone(channel, ts);
    }

    /** Whether it was deleted and replies to it were not: Slack keeps its place. */
    synchronized boolean isTombstone(String channel, String ts) {
        PostedMessage root = messages.get(ts);
        return root != null && root.isDeleted() && root.channel().equals(channel) && !replies(channel, ts).isEmpty();
    }

    /** The message, or what is left of it. */
    synchronized Optional<PostedMessage> trace(String channel, String ts) {
        return message(channel, ts).or(() -> isTombstone(channel, ts) ? Optional.of(messages.get(ts)) : Optional.empty());
    }

    /** The same as {@link #in}, with what is left of messages that have replies. */
    synchronized List<PostedMessage> history(String channel) {
        return messages.values().stream().filter(message -> message.channel().equals(channel) && message.isInChannel()
                && message.onlyFor().isEmpty() && (!message.isDeleted() || isTombstone(channel, message.ts()))).toList();
    }

    /** All that changed after a version, deleted ones too, the oldest first. */
    synchronized List<PostedMessage> changedAfter(long version) {
        long after = Math.max(version, clearedAt);
        return messages.values().stream().filter(message -> message.version() > after).toList();
    }

    synchronized long version() {
        return version;
    }

    /** How the page names the channel of a webhook. */
    synchronized void nameRoom(String channel, String name) {
        webhookRooms.put(channel, name);
    }

    synchronized Optional<String> webhookRoom(String channel) {
        return Optional.ofNullable(webhookRooms.get(channel));
    }

    /** The page forgets what is there now. */
    synchronized void clear() {
        clearedAt = version;
    }

    private PostedMessage put(PostedMessage message) {
        PostedMessage kept = message.at(++version);
        messages.put(kept.ts(), kept);
        return kept;
    }

    private List<PostedMessage> matching(Predicate<PostedMessage> wanted) {
        return messages.values().stream().filter(wanted).filter(message -> !message.isDeleted()).toList();
    }
}
