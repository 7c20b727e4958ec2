package dev.tocsin.standin;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.standin.PostedMessage.Author;

/** {@code chat.postMessage} and {@code chat.postEphemeral}. */
final class SlackPosting {

    private static final String POST_ANYWHERE = "chat:write.public";

    private final SlackConversations conversations;
    private final SlackRestrictions restrictions;
    private final SlackFiles files;
    private final Pacing pacing;

    SlackPosting(SlackConversations conversations, SlackRestrictions restrictions, SlackFiles files, Pacing pacing) {
        this.conversations = conversations;
        this.restrictions = restrictions;
        this.files = files;
        this.pacing = pacing;
    }

    Answer postMessage(SlackCall call) {
        JsonNode request = call.json();
        SlackTeams.Channel channel = open(call);
        Optional<String> thread = thread(channel, request);
        if (thread.isPresent() && !restrictions.hasThreads(channel.id())) {
            throw new SlackRefused("restricted_action_non_threadable_channel");
        }
        if (thread.isEmpty() && restrictions.hasThreadsAlone(channel.id())) {
            throw new SlackRefused("restricted_action_thread_only_channel");
        }
        int wait = pacing.secondsToWait(channel.id());
        if (wait > 0) {
            return SlackReplies.tooFast(wait);
        }
        check(call, request);
        PostedMessage posted = conversations.add(call.team(), channel.id(), Author.APP, thread,
                thread.isPresent() && request.path("reply_broadcast").asBoolean(), Optional.empty(),
                SlackContent.posted(request));
        ObjectNode answer = SlackReplies.yes().put("channel", posted.channel()).put("ts", posted.ts());
        answer.set("message", SlackMessageJson.withMetadata(posted, conversations.replies(posted.channel(), posted.ts())));
        return SlackReplies.answer(answer).taken();
    }

    Answer postEphemeral(SlackCall call) {
        JsonNode request = call.json();
        SlackTeams.Channel channel = open(call);
        String user = call.required("user");
        if (!user.matches("[UW][A-Z0-9]+")) {
            throw new SlackRefused("user_not_in_channel");
        }
        check(call, request);
        PostedMessage posted = conversations.add(call.team(), channel.id(), Author.APP, thread(channel, request), false,
                Optional.of(user), SlackContent.posted(request));
        return SlackReplies.answer(SlackReplies.yes().put("message_ts", posted.ts()));
    }

    /** The channel if the token may post there; it may be named here, as in {@code #ops}. */
    private SlackTeams.Channel open(SlackCall call) {
        call.needs("chat:write");
        SlackTeams.Channel channel = call.text("channel").matches("#[a-z0-9_-]{1,80}")
                ? call.teams().channelNamed(call.team(), call.text("channel").substring(1))
                : call.channel();
        if (channel.isArchived() || restrictions.isFrozen(channel.id())) {
            throw new SlackRefused("is_archived");
        }
        if (!channel.isMember() && !call.teams().scopes(call.token()).contains(POST_ANYWHERE)) {
            throw new SlackRefused("not_in_channel");
        }
        return channel;
    }

    /**
     * Slack posts a reply to what is not there, or is a reply itself, in the channel instead, and says so only by leaving
     * {@code thread_ts} out of its answer (slack-go/slack#1571, langchain-ai/open-swe#2753).
     */
    private Optional<String> thread(SlackTeams.Channel channel, JsonNode request) {
        return Optional.ofNullable(request.path("thread_ts").textValue())
                .filter(root -> conversations.hasThread(channel.id(), root));
    }

    private void check(SlackCall call, JsonNode request) {
        rules(call).refusal(request).ifPresent(refusal -> {
            throw new SlackRefused(SlackReplies.refused(refusal));
        });
    }

    private SlackRules rules(SlackCall call) {
        return SlackRules.ofChannels(restrictions.hasCharts(call.team()), file -> files.isUsable(call.team(), file));
    }
}
