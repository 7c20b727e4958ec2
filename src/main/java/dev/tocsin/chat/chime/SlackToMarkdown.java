package dev.tocsin.chat.chime;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.Emoji;
import dev.tocsin.chat.MarkdownLink;
import dev.tocsin.chat.Pieces;
import dev.tocsin.chat.SlackToken;

/**
 * Markup that a publisher wrote for Slack, in Chime's Markdown: {@code *bold*} becomes {@code **bold**}, {@code ~gone~}
 * becomes {@code ~~gone~~}, and what stands in angle brackets becomes a link or its words. The rest stays as it is; code
 * keeps every character.
 */
final class SlackToMarkdown {

    private static final Pattern BOLD = Pattern.compile("(?<![*\\w])\\*(?![*\\s])([^*\\n]*[^*\\s])\\*(?![*\\w])");
    private static final Pattern STRUCK = Pattern.compile("(?<![~\\w])~(?![~\\s])([^~\\n]*[^~\\s])~(?![~\\w])");
    /** A code fence, a code span, or something in angle brackets; what lies between is words. */
    private static final Pattern SPECIAL = Pattern.compile("```|(?<!`)`(?!`)[^`\\n]+`(?!`)|<([^<>\\n]{1,2400})>");

    /** A bracket that a destination or the definition of one follows, perhaps out of the next token. */
    private static final Pattern LINKING = Pattern.compile("\\](?=[(:]|\\z)");

    private SlackToMarkdown() {
    }

    static Pieces convert(String markdown) {
        Characters.Beginning beginning = Characters.beginning(markdown);
        String text = Emoji.unicode(beginning.text());
        Pieces pieces = ChimeMarkdown.pieces().beyond(beginning.beyond());
        Matcher matcher = SPECIAL.matcher(text);
        boolean open = false;
        int from = 0;
        while (matcher.find()) {
            words(pieces, text.substring(from, matcher.start()), open);
            if (matcher.group().equals(Pieces.FENCE)) {
                open = !open;
                pieces.whole(Pieces.FENCE);
            } else if (open || matcher.group(1) == null) {
                pieces.add(ChimeMarkdown.loose(SlackToken.text(matcher.group())));
            } else {
                pieces.add(token(matcher.group(1)));
            }
            from = matcher.end();
        }
        words(pieces, text.substring(from), open);
        return open ? pieces.whole("\n").whole(Pieces.FENCE) : pieces;
    }

    private static void words(Pieces pieces, String text, boolean code) {
        String words = SlackToken.text(text);
        if (code) {
            pieces.add(ChimeMarkdown.loose(words));
            return;
        }
        int from = 0;
        for (int i = words.indexOf('['); i >= 0; i = words.indexOf('[', i)) {
            Optional<MarkdownLink> link = MarkdownLink.at(words, i).filter(l -> ChimeMarkdown.url(l.url()).isPresent());
            if (link.isPresent()) {
                formatted(pieces, words.substring(from, i));
                pieces.whole(ChimeMarkdown.link(link.get().label(), link.get().url()));
                from = link.get().end();
            }
            i = link.map(MarkdownLink::end).orElse(i + 1);
        }
        formatted(pieces, words.substring(from));
    }

    /** Words that hold no link with a label: what could become one in Markdown, unlike in Slack, is kept from it. */
    private static void formatted(Pieces pieces, String text) {
        String words = BOLD.matcher(text).replaceAll("**$1**");
        words = STRUCK.matcher(words).replaceAll("~~$1~~");
        words = LINKING.matcher(words).replaceAll("]" + Characters.ZERO_WIDTH_SPACE);
        // Never HTML.
        words = words.replace("<", "\\<").replace("\n", "  \n");
        pieces.add(ChimeMarkdown.loose(words));
    }

    private static Pieces token(String inside) {
        SlackToken token = SlackToken.of(inside);
        if (ChimeMarkdown.url(token.target()).isPresent()) {
            return ChimeMarkdown.pieces().whole(ChimeMarkdown.link(token.label(), token.target()));
        }
        return ChimeMarkdown.line(token.isDate() ? token.label() : token.words());
    }
}
