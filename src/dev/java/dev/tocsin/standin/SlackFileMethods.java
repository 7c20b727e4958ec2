package dev.tocsin.standin;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.standin.PostedMessage.Author;

/** The methods by which a file comes to Slack and goes again. */
final class SlackFileMethods {

    private static final String WRITE = "files:write";
    private static final String READ = "files:read";
    /** So many lines of a text stand in the message. */
    private static final int PREVIEW = 5;

    private final SlackFiles files;
    private final SlackConversations conversations;

    SlackFileMethods(SlackFiles files, SlackConversations conversations) {
        this.files = files;
        this.conversations = conversations;
    }

    Answer getUploadUrl(SlackCall call) {
        call.needs(WRITE);
        String name = call.required("filename");
        String length = call.required("length");
        if (!length.matches("[0-9]{1,9}") || Integer.parseInt(length) == 0) {
            return SlackReplies.missing("length");
        }
        if (call.text("alt_txt").length() > 1000) {
            return SlackReplies.error("alt_txt_too_large");
        }
        SlackFiles.Upload file = files.announce(call.team(), name, Integer.parseInt(length));
        String url = "http://" + call.inquiry().header("host") + SlackUploads.PATH + file.id();
        return SlackReplies.answer(SlackReplies.yes().put("upload_url", url).put("file_id", file.id()));
    }

    /** Takes them all or none; they can be used only some time later, which is not said here. */
    Answer completeUpload(SlackCall call) {
        call.needs(WRITE);
        JsonNode wanted = call.argument("files");
        if (!wanted.isArray() || wanted.isEmpty()) {
            return SlackReplies.missing("files");
        }
        for (JsonNode one : wanted) {
            if (files.find(call.team(), one.path("id").asText()).filter(file -> file.content() != null).isEmpty()) {
                return SlackReplies.error("file_not_found");
            }
        }
        if (!call.text("channel_id").isEmpty()) {
            share(call, wanted);
        }
        ObjectNode answer = SlackReplies.yes();
        ArrayNode completed = answer.putArray("files");
        for (JsonNode one : wanted) {
            String id = one.path("id").asText();
            files.complete(call.team(), id, one.path("title").asText(""));
            completed.addObject().put("id", id).put("title", one.path("title").asText(""));
        }
        return SlackReplies.answer(answer);
    }

    /** Shows them in a channel, in which the app has to be. */
    private void share(SlackCall call, JsonNode wanted) {
        SlackTeams.Channel channel = call.teams().channel(call.team(), call.text("channel_id"))
                .filter(SlackTeams.Channel::isMember).orElseThrow(() -> new SlackRefused("not_in_channel"));
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("text", "");
        ArrayNode shared = content.putArray("files");
        wanted.forEach(one -> files.find(call.team(), one.path("id").asText())
                .ifPresent(file -> shared.add(shared(file, one.path("title").asText(file.name())))));
        conversations.add(call.team(), channel.id(), Author.APP,
                Optional.of(call.text("thread_ts")).filter(ts -> !ts.isEmpty()),
                false, Optional.empty(), content);
    }

    /** What a message says of a file in it. */
    private static ObjectNode shared(SlackFiles.Upload file, String title) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", file.id()).put("name", file.name())
                .put("title", title).put("mimetype", file.mimetype()).put("size", file.length());
        if (file.mimetype().startsWith("text/")) {
            List<String> lines = file.content().toString().lines().toList();
            json.put("mode", "snippet").put("lines", lines.size())
                    .put("preview", String.join("\n", lines.subList(0, Math.min(PREVIEW, lines.size()))))
                    .put("lines_more", Math.max(0, lines.size() - PREVIEW));
        }
        return json;
    }

    /** {@code mimetype} is empty until the file can be used. */
    Answer info(SlackCall call) {
        call.needs(READ);
        SlackFiles.Upload file = existing(call);
        boolean isReady = files.isReady(file);
        ObjectNode answer = SlackReplies.yes();
        answer.putObject("file").put("id", file.id()).put("name", file.name()).put("title", file.title())
                .put("mimetype", isReady ? file.mimetype() : "")
                .put("filetype", isReady ? file.mimetype().replaceAll(".*/", "") : "").put("size", file.length())
                .put("user", SlackTeams.BOT_USER_ID).put("mode", "hosted").put("is_public", false);
        return SlackReplies.answer(answer);
    }

    Answer delete(SlackCall call) {
        call.needs(WRITE);
        files.delete(existing(call));
        return SlackReplies.answer(SlackReplies.yes());
    }

    private SlackFiles.Upload existing(SlackCall call) {
        SlackFiles.Upload file = files.find(call.team(), call.required("file"))
                .orElseThrow(() -> new SlackRefused("file_not_found"));
        if (file.isDeleted()) {
            throw new SlackRefused("file_deleted");
        }
        return file;
    }
}
