package dev.tocsin.chat.slack;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.PlainWords;
import dev.tocsin.chat.Posting;
import dev.tocsin.chat.Tone;
import dev.tocsin.chat.UtcMoment;
import dev.tocsin.notice.Notice;

/**
 * Turns a notice into a Slack message. The full form is laid out as AWS Chatbot's: no text, one attachment whose colour is
 * the severity, in it the title as one bold link, the paragraphs, the facts side by side, and the small print.
 */
final class SlackRenderer {

    private static final int PUSH_LENGTH = 300;
    /** As many as Slack takes with some room left, see {@link SlackBlocks}. */
    private static final int LATE_SECTIONS = 4;
    private static final int PLAIN_LENGTH = 3_500;

    private SlackRenderer() {
    }

    /** The message without its address. */
    static ObjectNode render(Posting posting) {
        ObjectNode message = posting.form() == Form.PLAIN ? plain(posting)
                : posting.life().thread().filter(thread -> !thread.isWhole()).isPresent()
                        ? attachment(posting, SlackReply.blocks(posting))
                        : full(posting);
        posting.life().thread().ifPresent(thread -> {
            message.put("thread_ts", thread.reference());
            if (thread.isBroadcast()) {
                message.put("reply_broadcast", true);
            }
        });
        return message.put("unfurl_links", false).put("unfurl_media", false);
    }

    private static ObjectNode full(Posting posting) {
        return posting.notice().slackPayload()
                .flatMap(payload -> AuthoredPayload.sanitise(payload, () -> push(posting.notice())))
                .map(payload -> withSmallPrint(payload, posting))
                .orElseGet(() -> withChart(attachment(posting, new SlackBlocks(posting).blocks()), posting));
    }

    private static ObjectNode attachment(Posting posting, ArrayNode blocks) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        ObjectNode attachment = message.putArray("attachments").addObject();
        attachment.put("color", Tone.of(posting.notice().severity()).color());
        attachment.put("fallback", push(posting.notice()));
        attachment.set("blocks", blocks);
        return message;
    }

    /** Slack draws charts above attachments only, and shows a text beside blocks nowhere but where it shows no blocks. */
    private static ObjectNode withChart(ObjectNode message, Posting posting) {
        posting.life().chart().flatMap(SlackChart::drawn)
                .ifPresent(chart -> message.put("text", push(posting.notice())).putArray("blocks").add(chart));
        return message;
    }

    private static ObjectNode plain(Posting posting) {
        String words = String.join("\n", PlainWords.lines(posting, UtcMoment::words));
        return JsonNodeFactory.instance.objectNode().put("text", Mrkdwn.bare(words).cut(PLAIN_LENGTH));
    }

    /** An authored message keeps its own form; last lines say if it is late, and what became of it. */
    private static ObjectNode withSmallPrint(ObjectNode message, Posting posting) {
        List<String> lines = new ArrayList<>(SlackSmallPrint.remarks(posting));
        SlackSmallPrint.lateness(posting).ifPresent(lines::add);
        if (lines.isEmpty()) {
            return message;
        }
        ArrayNode blocks = message.withArrayProperty("blocks");
        if (blocks.isEmpty() && message.hasNonNull("text")) {
            String authored = posting.notice().slackPayload().orElseThrow().path("text").asText();
            String before = "\n";
            for (String part : AuthoredMrkdwn.pieces(authored).split(SlackBlocks.SECTION, LATE_SECTIONS)) {
                blocks.add(SlackBlocks.section(Mrkdwn.continued(before, part)));
                before = part;
            }
        }
        if (blocks.size() < AuthoredPayload.MAX_BLOCKS) {
            blocks.add(SlackBlocks.context(lines));
        }
        return message;
    }

    /** What a phone shows before Slack is opened: the title and how the text begins, with real emoji. */
    static String push(Notice notice) {
        String title = PlainWords.headline(notice, Tone.of(notice.severity()).emoji());
        String text = notice.texts().stream().map(PlainWords::of).filter(words -> !words.isBlank()).findFirst()
                .map(words -> ": " + Characters.head(words)).orElse("");
        return Mrkdwn.label(Characters.shorten(Characters.line(title + text), PUSH_LENGTH)).cut(2_000);
    }
}
