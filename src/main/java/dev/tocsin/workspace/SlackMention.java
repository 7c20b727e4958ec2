package dev.tocsin.workspace;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.command.CommandSource;
import dev.tocsin.command.TypedCommand;

/** Reads that somebody has mentioned the app in a message (docs.slack.dev/reference/events/app_mention). */
final class SlackMention {

    private static final Pattern ID = Pattern.compile("[A-Z0-9]{1,40}");
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9]{1,60}");
    private static final Pattern TS = Pattern.compile("[0-9]{1,15}\\.[0-9]{1,9}");
    /** Of messages that people write. */
    private static final Set<String> WRITTEN = Set.of("", "thread_broadcast", "file_share");

    private SlackMention() {
    }

    /**
     * Empty if nobody wrote it just now: it is an app's, or was changed afterwards.
     *
     * @throws SlackEvent.Unreadable if it says what cannot be
     */
    static Optional<TypedCommand> read(JsonNode json, String workspaceId) {
        JsonNode event = json.path("event");
        boolean isOfAnApp = event.hasNonNull("bot_id") || event.hasNonNull("bot_profile") || !event.path("user").isTextual();
        if (isOfAnApp || event.hasNonNull("edited") || !WRITTEN.contains(event.path("subtype").asText(""))) {
            return Optional.empty();
        }
        return Optional
                .of(new TypedCommand(CommandSource.MENTION, "event " + required(json.path("event_id"), EVENT, "event_id"),
                        ofForm(workspaceId, ID, "team_id"), isOfTheWorkspace(json, event, workspaceId), SlackEvent.appId(json),
                        required(event.path("channel"), ID, "channel"), Optional.of(required(event.path("ts"), TS, "ts")),
                        Optional.ofNullable(event.path("thread_ts").textValue()).map(ts -> ofForm(ts, TS, "thread_ts")),
                        required(event.path("user"), ID, "user"), event.path("user_profile").path("display_name").asText(""),
                        event.path("text").asText(""), ""));
    }

    /**
     * In a channel that is not shared with other companies nobody is a stranger; else it is said of each whose they are, and
     * where it is not, they are one.
     */
    private static boolean isOfTheWorkspace(JsonNode json, JsonNode event, String workspaceId) {
        List<String> homes = Stream.of(event.path("user_team"), event.path("team"), event.path("source_team"))
                .filter(JsonNode::isTextual).map(JsonNode::textValue).distinct().toList();
        JsonNode authorization = json.path("authorizations").path(0);
        Set<String> ours = Stream.of(json.path("team_id"), authorization.path("team_id"), authorization.path("enterprise_id"))
                .filter(JsonNode::isTextual).map(JsonNode::textValue).collect(Collectors.toCollection(HashSet::new));
        ours.add(workspaceId);
        boolean isShared = json.path("is_ext_shared_channel").asBoolean(true);
        return !isShared || !homes.isEmpty() && ours.containsAll(homes);
    }

    private static String required(JsonNode member, Pattern form, String name) {
        return ofForm(member.asText(""), form, name);
    }

    private static String ofForm(String text, Pattern form, String name) {
        if (!form.matcher(text).matches()) {
            throw new SlackEvent.Unreadable(name + " is none");
        }
        return text;
    }
}
