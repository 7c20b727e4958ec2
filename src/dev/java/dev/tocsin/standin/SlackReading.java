package dev.tocsin.standin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code conversations.info}, {@code conversations.history} and {@code conversations.replies}. */
final class SlackReading {

    private static final String TS = "[0-9]{1,12}(\\.[0-9]{1,6})?";
    private static final String CURSOR = "next_ts:";
    private static final int MOST = 999;

    private final SlackConversations conversations;

    SlackReading(SlackConversations conversations) {
        this.conversations = conversations;
    }

    Answer info(SlackCall call) {
        SlackTeams.Channel channel = call.teams().channel(call.team(), call.text("channel"))
                .orElseThrow(() -> new SlackRefused("channel_not_found"));
        ObjectNode answer = SlackReplies.yes();
        answer.putObject("channel").put("id", channel.id()).put("name", channel.name()).put("is_channel", true)
                .put("is_private", channel.isPrivate()).put("is_archived", channel.isArchived())
                .put("is_member", channel.isMember());
        return SlackReplies.answer(answer);
    }

    /** The newest first. */
    Answer history(SlackCall call) {
        SlackTeams.Channel channel = readable(call);
        List<PostedMessage> wanted = conversations.history(channel.id()).stream()
                .filter(message -> message.team().equals(call.team()))
                .sorted(Comparator.comparing(PostedMessage::ts).reversed()).filter(message -> isWithin(call, message)).toList();
        String from = cursor(call);
        return page(call, wanted.stream().filter(message -> from.isEmpty() || message.ts().compareTo(from) <= 0), 100);
    }

    /** The message itself and then its thread, the oldest first; pages after the first do not repeat the message. */
    Answer replies(SlackCall call) {
        SlackTeams.Channel channel = readable(call);
        PostedMessage named = conversations.trace(channel.id(), call.required("ts"))
                .filter(one -> one.team().equals(call.team()) && one.onlyFor().isEmpty())
                .orElseThrow(() -> new SlackRefused("thread_not_found"));
        String root = named.threadTs().orElse(named.ts());
        List<PostedMessage> thread = conversations.replies(channel.id(), root).stream()
                .filter(message -> isWithin(call, message)).toList();
        String from = cursor(call);
        return page(call, Stream.concat(conversations.trace(channel.id(), root).stream(), thread.stream())
                .filter(message -> from.isEmpty() || message.ts().compareTo(from) >= 0), MOST);
    }

    private static SlackTeams.Channel readable(SlackCall call) {
        SlackTeams.Channel channel = call.channel();
        call.needs(channel.isPrivate() ? "groups:history" : "channels:history");
        if (!channel.isMember()) {
            throw new SlackRefused("not_in_channel");
        }
        return channel;
    }

    private static boolean isWithin(SlackCall call, PostedMessage message) {
        int inclusive = call.is("inclusive") ? 0 : 1;
        String oldest = ts(call, "oldest");
        String latest = ts(call, "latest");
        return (oldest.isEmpty() || message.ts().compareTo(oldest) >= inclusive)
                && (latest.isEmpty() || latest.compareTo(message.ts()) >= inclusive);
    }

    /** As all of them are written, so that they compare as text. */
    private static String ts(SlackCall call, String name) {
        String given = call.text(name);
        if (given.isEmpty() || given.equals("0")) {
            return "";
        }
        if (!given.matches(TS)) {
            throw new SlackRefused("invalid_ts_" + name);
        }
        String[] parts = (given + ".").split("\\.", 3);
        return "%010d.%s".formatted(Long.parseLong(parts[0]), (parts[1] + "000000").substring(0, 6));
    }

    private static String cursor(SlackCall call) {
        if (call.text("cursor").isEmpty()) {
            return "";
        }
        try {
            String cursor = new String(Base64.getDecoder().decode(call.text("cursor")), StandardCharsets.UTF_8);
            if (cursor.startsWith(CURSOR)) {
                return cursor.substring(CURSOR.length());
            }
        } catch (IllegalArgumentException noBase64) {
            // As one that we never gave.
        }
        throw new SlackRefused("invalid_cursor");
    }

    private Answer page(SlackCall call, Stream<PostedMessage> rest, int usual) {
        String given = call.text("limit");
        int limit = given.isEmpty() || given.equals("0") ? usual : given.matches("[0-9]{1,4}") ? Integer.parseInt(given) : -1;
        if (limit < 0) {
            throw new SlackRefused("invalid_limit");
        }
        List<PostedMessage> wanted = rest.limit(Math.min(limit, MOST) + 1L).toList();
        List<PostedMessage> page = wanted.subList(0, Math.min(wanted.size(), Math.min(limit, MOST)));
        ObjectNode answer = SlackReplies.yes();
        ArrayNode messages = answer.putArray("messages");
        page.forEach(message -> messages.add(json(call, message)));
        boolean hasMore = wanted.size() > page.size();
        answer.put("has_more", hasMore).put("pin_count", 0);
        if (hasMore) {
            String next = CURSOR + wanted.get(page.size()).ts();
            answer.putObject("response_metadata").put("next_cursor",
                    Base64.getEncoder().encodeToString(next.getBytes(StandardCharsets.UTF_8)));
        }
        return SlackReplies.answer(answer);
    }

    private ObjectNode json(SlackCall call, PostedMessage message) {
        List<PostedMessage> replies = message.threadTs().isPresent() ? List.of()
                : conversations.replies(message.channel(), message.ts());
        return call.is("include_all_metadata") ? SlackMessageJson.withMetadata(message, replies)
                : SlackMessageJson.of(message, replies);
    }
}
