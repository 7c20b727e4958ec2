package dev.tocsin.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What stands in Slack's channels and their threads, as far as people see it. */
final class StubChannels {

    private final Map<String, StubMessage> messages = new LinkedHashMap<>();
    private final Map<String, Integer> letters = new LinkedHashMap<>();
    private long lastMicros;
    private int changes;

    /** @param letter which it shows; -1 for several */
    synchronized StubMessage post(int lane, int letter, JsonObject posted) {
        lastMicros = Math.max(System.currentTimeMillis() * 1_000, lastMicros + 1);
        String ts = String.format(Locale.ROOT, "%d.%06d", lastMicros / 1_000_000, lastMicros % 1_000_000);
        // What is to stand in a thread that is not there Slack puts into the channel.
        Optional<String> thread = Optional.ofNullable(posted.getString("thread_ts")).filter(root -> has(lane, root));
        StubMessage message = new StubMessage(lane, ts, thread, posted.getBoolean("reply_broadcast", false),
                posted.getJsonObject("metadata", new JsonObject()));
        messages.put(ts, message);
        letters.put(ts, letter);
        return message;
    }

    synchronized boolean has(int lane, String ts) {
        return Optional.ofNullable(messages.get(ts)).filter(message -> message.lane() == lane).isPresent();
    }

    /** Of what has no name there is nothing to be said. */
    synchronized boolean isInAThread(String ts) {
        return ts != null && messages.get(ts).thread().isPresent();
    }

    synchronized void change(String ts, int letter) {
        letters.put(ts, letter);
        changes++;
    }

    /** How often one was changed. */
    synchronized int changes() {
        return changes;
    }

    /** Which letter each shows now, by its ts. */
    synchronized Map<String, Integer> letters() {
        return Map.copyOf(letters);
    }

    /** {@code conversations.history}, and {@code conversations.replies} where a ts is given. */
    synchronized JsonObject read(MultiMap asked) {
        int lane = LaneUnderTest.inChannel(asked.get("channel"));
        if (!new LaneUnderTest(lane).letsRead()) {
            return new JsonObject().put("ok", false).put("error", "not_in_channel");
        }
        List<StubMessage> found = new ArrayList<>(messages.values().stream().filter(message -> message.lane() == lane)
                .filter(message -> message.ts().compareTo(asked.get("oldest")) >= 0)
                .filter(message -> asked.contains("ts") ? message.thread().equals(Optional.of(asked.get("ts")))
                        : message.isInTheChannel())
                .toList());
        if (!asked.contains("ts")) {
            Collections.reverse(found);
        }
        int begin = asked.contains("cursor") ? Integer.parseInt(asked.get("cursor")) : 0;
        int end = Math.min(found.size(), begin + Integer.parseInt(asked.get("limit")));
        Stream<JsonObject> page = found.subList(Math.min(begin, end), end).stream().map(StubMessage::listed);
        return new JsonObject().put("ok", true).put("messages", new JsonArray(page.toList()))
                .put("response_metadata", new JsonObject().put("next_cursor", end < found.size() ? "" + end : ""));
    }
}
