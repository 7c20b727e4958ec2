package dev.tocsin.command;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.command.slack.SlackShown;
import dev.tocsin.configuration.workspaces.AuthorizedWorkspace;
import dev.tocsin.slack.MarkedMessages;
import dev.tocsin.slack.SlackApi;
import dev.tocsin.slack.SlackFault;
import dev.tocsin.slack.SlackPosted;
import dev.tocsin.slack.SnippetUploads;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** Replies in the thread of a command. A slash command has no message, so it gets one first that says what was asked. */
@ApplicationScoped
class Threads {

    static final String EVENT = "tocsin_command";
    static final String PART = "command";
    private static final String ASKED = "asked";
    private static final String BLOCKS = "blocks";
    private static final int LONGEST_QUESTION = 300;
    private static final int LONGEST_CUT = 2_500;

    private final SlackApi slack;
    private final MarkedMessages posted;
    private final SnippetUploads uploads;
    private final CommandSettlements settlements;
    private final CommandMessages messages;

    Threads(SlackApi slack, MarkedMessages posted, SnippetUploads uploads, CommandSettlements settlements,
            CommandMessages messages) {
        this.slack = slack;
        this.posted = posted;
        this.uploads = uploads;
        this.settlements = settlements;
        this.messages = messages;
    }

    /** The ts of the reply. Fails with a {@link SlackFault}, or as the database does. */
    Uni<String> reply(ClaimedCommand command, AuthorizedWorkspace workspace, Speech speech, int number,
            Optional<Instant> maybeSince) {
        return thread(command, workspace, maybeSince).chain(thread -> {
            Spot spot = new Spot(workspace, command, Optional.of(thread), maybeSince);
            return posted(spot, command.id() + "-" + number, Speaker.message(speech.text(), speech))
                    .call(ts -> speech.snippet().isEmpty() ? Uni.createFrom().voidItem()
                            : snippet(spot, speech.snippet().get(), thread));
        });
    }

    private record Spot(AuthorizedWorkspace workspace, ClaimedCommand command, Optional<String> thread,
            Optional<Instant> maybeSince) {

        String channel() {
            return command.spot().channel();
        }
    }

    private Uni<String> thread(ClaimedCommand command, AuthorizedWorkspace workspace, Optional<Instant> maybeSince) {
        return command.spot().threadTs().map(Uni.createFrom()::item)
                .orElseGet(() -> posted(new Spot(workspace, command, Optional.empty(), maybeSince),
                        command.id() + "-" + ASKED, question(command))
                        .call(ts -> settlements.asked(command, ts)));
    }

    /** Others see it here for the first time. */
    private static ObjectNode question(ClaimedCommand command) {
        String line = command.shown().replaceAll("\\s+", " ").replace('`', '\u02cb').strip();
        String cut = line.length() <= LONGEST_QUESTION ? line : CommandIntake.cut(line, LONGEST_QUESTION) + "\u2026";
        return JsonNodeFactory.instance.objectNode().put("text", "<@" + command.typist().id() + "> asked: `"
                + cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "`");
    }

    private Uni<String> posted(Spot spot, String mark, ObjectNode message) {
        Uni<Optional<String>> before = spot.maybeSince()
                .map(since -> posted.find(spot.workspace().token(), spot.channel(), spot.thread(), since,
                        new MarkedMessages.Mark(EVENT, PART, mark))
                        .onFailure(SlackFault.class).recoverWithItem(fault -> {
                            Log.infof("Cannot look whether command=%s was answered before: %s", spot.command().id(),
                                    fault.getMessage());
                            return Optional.empty();
                        }))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
        return before.chain(found -> found.map(Uni.createFrom()::item).orElseGet(() -> post(spot, mark, message)));
    }

    private Uni<String> post(Spot spot, String mark, ObjectNode message) {
        message.put("channel", spot.channel()).put("unfurl_links", false).put("unfurl_media", false);
        spot.thread().ifPresent(thread -> message.put("thread_ts", thread));
        message.putObject("metadata").put("event_type", EVENT).putObject("event_payload").put(PART, mark);
        return tried(spot, message)
                .onFailure(fault -> isOfBlocks(fault) && hasTable(message))
                .recoverWithUni(fault -> tried(spot, withoutTable(message)))
                .onFailure(fault -> isOfBlocks(fault) && message.has(BLOCKS))
                .recoverWithUni(fault -> {
                    Log.warnf("Slack does not take the answer of command=%s as it is, so its text alone is posted: %s",
                            spot.command().id(), fault.getMessage());
                    return tried(spot, message.deepCopy().without(BLOCKS));
                });
    }

    private Uni<String> tried(Spot spot, ObjectNode message) {
        return slack.chatPostMessage(spot.workspace().token(), message).map(SlackPosted::ts);
    }

    private static boolean hasTable(ObjectNode message) {
        return StreamSupport.stream(message.path(BLOCKS).spliterator(), false).anyMatch(SlackShown::isTable);
    }

    private static ObjectNode withoutTable(ObjectNode message) {
        ObjectNode others = message.deepCopy();
        others.set(BLOCKS, SlackShown.withoutTable(message.path(BLOCKS)));
        return others;
    }

    private static boolean isOfBlocks(Throwable fault) {
        return fault instanceof SlackFault.Refused refused
                && (refused.code().contains("block") || refused.code().equals("msg_too_long"));
    }

    /** Where it cannot be uploaded its beginning is posted. */
    private Uni<Void> snippet(Spot spot, String text, String thread) {
        boolean isJson = text.startsWith("{") || text.startsWith("[");
        return uploads.upload(spot.workspace().token(), text, isJson ? "answer.json" : "answer.txt", "Answer", spot.channel(),
                thread).replaceWithVoid()
                .onFailure(SlackFault.class).recoverWithUni(fault -> {
                    Log.infof("The answer of command=%s is not uploaded: %s", spot.command().id(), fault.getMessage());
                    return cut(spot, text, fault);
                });
    }

    private Uni<Void> cut(Spot spot, String text, SlackFault fault) {
        String why = fault instanceof SlackFault.Refused refused ? refused.code() : "Slack is out of reach";
        var shown = messages.words("```\n" + CommandIntake.cut(text, LONGEST_CUT).replace("```", "'''") + "\n```\n"
                + "This is only its beginning, since no file could be put here (" + why + "). For that the workspace has to "
                + "allow Tocsin the scope files:write, and the app has to be in the channel.");
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("text", shown.text());
        ArrayNode blocks = shown.blocks();
        message.set(BLOCKS, blocks);
        return post(spot, spot.command().id() + "-cut", message).replaceWithVoid();
    }
}
