package dev.tocsin.chat.chime;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.Pieces;
import dev.tocsin.chat.PlainWords;
import dev.tocsin.chat.Posting;
import dev.tocsin.chat.Sparklines;
import dev.tocsin.chat.Tone;
import dev.tocsin.chat.UtcMoment;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Link;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Text;

/**
 * Turns a notice into a Chime message: {@code {"Content": "/md ..."}} of at most 4,096 bytes, above which Chime answers 413.
 * The title and the facts come first when room is given out; the paragraphs take what is left.
 */
final class ChimeRenderer {

    static final int LIMIT = 4_096;

    private static final String MARKDOWN = "/md ";
    private static final int TITLE = 600;
    private static final int FACT = 400;
    private static final int MOST_REMARKS = 6;
    private static final int TAIL = 1_700;
    private static final int LEAST_TEXT = 150;
    private static final int DEEPEST = 4;
    private static final String PARAGRAPH = "\n\n";

    private ChimeRenderer() {
    }

    static ObjectNode render(Posting posting) {
        return JsonNodeFactory.instance.objectNode().put("Content",
                posting.form() == Form.PLAIN ? ChimeText.of(posting) : markdown(posting));
    }

    private static String markdown(Posting posting) {
        Notice notice = posting.notice();
        String title = MARKDOWN + title(notice);
        Pieces texts = texts(notice.texts());
        Pieces tail = tail(posting);
        int room = LIMIT - ChimeMarkdown.bytes(title) - 2 * PARAGRAPH.length();
        String end = tail.cut(Math.max(TAIL, room - texts.size()));
        String middle = texts.cut(Math.max(LEAST_TEXT, room - ChimeMarkdown.bytes(end)));
        return Stream.of(title, middle, end).filter(part -> !part.isBlank()).collect(Collectors.joining(PARAGRAPH));
    }

    private static String title(Notice notice) {
        return ChimeMarkdown.title(PlainWords.headline(notice, Tone.of(notice.severity()).emoji()), TITLE, notice.titleLink());
    }

    private static Pieces texts(List<Text> texts) {
        Pieces pieces = ChimeMarkdown.pieces();
        for (Text text : texts) {
            Pieces paragraph = paragraph(text, 0);
            if (!paragraph.isEmpty()) {
                pieces.whole(pieces.isEmpty() ? "" : PARAGRAPH).add(paragraph);
            }
        }
        return pieces;
    }

    private static Pieces paragraph(Text text, int depth) {
        if (text instanceof Text.Plain plain) {
            return ChimeMarkdown.plain(plain.words());
        }
        if (text instanceof Text.ClientMarkdown authored) {
            return SlackToMarkdown.convert(authored.markdown());
        }
        if (text instanceof Text.Preformatted preformatted) {
            return preformatted.content().isBlank() ? ChimeMarkdown.pieces()
                    : ChimeMarkdown.preformatted(preformatted.content()).beyond(preformatted.missing());
        }
        if (text instanceof Text.Tags tags) {
            return tags(tags.tags());
        }
        return text instanceof Text.Bullets bullets ? bullets(bullets.items(), depth) : ChimeMarkdown.pieces();
    }

    private static Pieces tags(List<String> tags) {
        Pieces pieces = ChimeMarkdown.pieces();
        for (String tag : tags) {
            if (!Characters.line(tag).isEmpty()) {
                pieces.whole(pieces.isEmpty() ? "" : " ").whole(ChimeMarkdown.code(tag));
            }
        }
        return pieces;
    }

    private static Pieces bullets(List<Text> items, int depth) {
        Pieces pieces = ChimeMarkdown.pieces();
        for (Text item : items) {
            Pieces words = depth < DEEPEST ? paragraph(item, depth + 1) : ChimeMarkdown.pieces().whole("\u2026");
            if (!words.isEmpty()) {
                pieces.whole(pieces.isEmpty() ? "" : "\n");
                pieces.whole(item instanceof Text.Bullets ? "" : "    ".repeat(depth) + "- ").add(words);
            }
        }
        return pieces;
    }

    private static Pieces tail(Posting posting) {
        Notice notice = posting.notice();
        Pieces pieces = ChimeMarkdown.pieces();
        posting.lateSince().ifPresent(
                since -> newLine(pieces).whole("delivered late, published at " + UtcMoment.words(since)));
        posting.life().remarks().stream().map(remark -> PlainWords.remark(remark, UtcMoment::words))
                .map(remark -> ChimeMarkdown.line(remark).cut(FACT)).filter(remark -> !remark.isBlank()).limit(MOST_REMARKS)
                .forEach(remark -> newLine(pieces).whole(remark));
        Sparklines.of(posting).ifPresent(line -> newLine(pieces).whole(ChimeMarkdown.line(line).cut(FACT)));
        notice.facts().forEach(fact -> newLine(pieces).whole("- **")
                .add(ChimeMarkdown.line(Characters.shorten(Characters.line(fact.label()), 100))).whole(":** ")
                .whole(value(fact.value())));
        notice.links().forEach(link -> newLine(pieces).whole("- ").whole(ChimeMarkdown.link(link.label(), link.url())));
        notice.image().flatMap(ChimeMarkdown::url).ifPresent(url -> newLine(pieces).whole("- [Image](" + url + ")"));
        Pieces smallPrint = ChimeMarkdown.pieces();
        notice.footer().ifPresent(footer -> smallPrint.add(ChimeMarkdown.line(footer)));
        notice.occurredAt().ifPresent(
                moment -> smallPrint.whole(smallPrint.isEmpty() ? "" : " \u00B7 ").whole(UtcMoment.words(moment)));
        if (!smallPrint.isEmpty()) {
            pieces.whole(pieces.isEmpty() ? "" : PARAGRAPH).add(smallPrint);
        }
        return pieces;
    }

    private static String value(Fact.Value value) {
        if (value instanceof Fact.Words words) {
            return ChimeMarkdown.line(words.words()).cut(FACT);
        }
        if (value instanceof Fact.Moment moment) {
            return UtcMoment.words(moment.instant());
        }
        return value instanceof Link link ? ChimeMarkdown.link(link.label(), link.url()) : "";
    }

    private static Pieces newLine(Pieces pieces) {
        return pieces.whole(pieces.isEmpty() ? "" : "\n");
    }
}
