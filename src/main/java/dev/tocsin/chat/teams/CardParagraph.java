package dev.tocsin.chat.teams;

import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.Pieces;
import dev.tocsin.notice.Text;

/**
 * A paragraph of a card.
 *
 * @param monospace whether its letters are of one width
 */
record CardParagraph(Pieces words, boolean monospace) {

    private static final int DEEPEST = 4;
    private static final int LONGEST_TAG = 200;

    /** Those of a notice's text; none if there is nothing to read. */
    static List<CardParagraph> of(Text text) {
        if (text instanceof Text.ClientMarkdown authored) {
            return SlackToCard.paragraphs(authored.markdown());
        }
        if (text instanceof Text.Preformatted preformatted) {
            return full(new CardParagraph(TeamsMarkdown.preformatted(preformatted.content(), TeamsMarkdown.NEW_LINE)
                    .beyond(preformatted.missing()), true));
        }
        if (text instanceof Text.Bullets bullets) {
            return full(new CardParagraph(items(bullets.items(), 0), false));
        }
        if (text instanceof Text.Tags tags) {
            return full(new CardParagraph(tags(tags.tags()), false));
        }
        return text instanceof Text.Plain plain
                ? full(new CardParagraph(TeamsMarkdown.plain(plain.words(), TeamsMarkdown.NEW_LINE), false))
                : List.of();
    }

    private static List<CardParagraph> full(CardParagraph paragraph) {
        return Stream.of(paragraph).filter(found -> !found.words().isEmpty()).toList();
    }

    private static Pieces tags(List<String> tags) {
        Pieces pieces = TeamsMarkdown.pieces();
        for (String tag : tags) {
            String words = TeamsMarkdown.label(Characters.shorten(Characters.line(tag), LONGEST_TAG)).cut(2_000);
            if (!words.isEmpty()) {
                pieces.whole(pieces.isEmpty() ? "" : " \u00B7 ").whole(words);
            }
        }
        return pieces;
    }

    /** One list, each item on a line of its own. */
    private static Pieces items(List<Text> items, int depth) {
        Pieces pieces = TeamsMarkdown.pieces();
        for (Text item : items) {
            Pieces words = depth < DEEPEST ? item(item, depth + 1) : TeamsMarkdown.pieces().whole("\u2026");
            if (!words.isEmpty()) {
                pieces.whole(pieces.isEmpty() ? "" : "\n");
                pieces.whole(item instanceof Text.Bullets ? "" : "    ".repeat(depth) + "- ").add(words);
            }
        }
        return pieces;
    }

    private static Pieces item(Text text, int depth) {
        if (text instanceof Text.Bullets bullets) {
            return items(bullets.items(), depth);
        }
        if (text instanceof Text.ClientMarkdown authored) {
            return SlackToCard.line(authored.markdown());
        }
        if (text instanceof Text.Preformatted preformatted) {
            return TeamsMarkdown.preformatted(preformatted.content(), TeamsMarkdown.SAME_LINE).beyond(preformatted.missing());
        }
        return text instanceof Text.Tags tags ? tags(tags.tags())
                : TeamsMarkdown.plain(((Text.Plain) text).words(), TeamsMarkdown.SAME_LINE);
    }
}
