package dev.tocsin.chat.slack;

import java.util.List;

import dev.tocsin.chat.Pieces;
import dev.tocsin.notice.Text;

/** A paragraph of a notice in Slack's markup. */
final class SlackParagraph {

    private static final int DEEPEST = 4;
    private static final int LONGEST_TAG = 200;

    private SlackParagraph() {
    }

    static Pieces of(Text text) {
        return of(text, 0);
    }

    private static Pieces of(Text text, int depth) {
        if (text instanceof Text.Plain plain) {
            return Mrkdwn.plain(plain.words());
        }
        if (text instanceof Text.ClientMarkdown authored) {
            return AuthoredMrkdwn.pieces(authored.markdown());
        }
        if (text instanceof Text.Preformatted preformatted) {
            return preformatted.content().isBlank() ? Mrkdwn.pieces()
                    : Mrkdwn.preformatted(preformatted.content()).beyond(preformatted.missing());
        }
        if (text instanceof Text.Tags tags) {
            return tags(tags.tags());
        }
        return text instanceof Text.Bullets bullets ? bullets(bullets.items(), depth) : Mrkdwn.pieces();
    }

    private static Pieces tags(List<String> tags) {
        Pieces pieces = Mrkdwn.pieces();
        for (String tag : tags) {
            String code = Mrkdwn.code(tag, LONGEST_TAG);
            if (!code.isEmpty()) {
                pieces.whole(pieces.isEmpty() ? "" : " ").whole(code);
            }
        }
        return pieces;
    }

    private static Pieces bullets(List<Text> items, int depth) {
        Pieces pieces = Mrkdwn.pieces();
        String indent = "    ".repeat(depth);
        for (Text item : items) {
            Pieces words = depth < DEEPEST ? of(item, depth + 1) : Mrkdwn.pieces().whole("\u2026");
            if (words.isEmpty()) {
                continue;
            }
            pieces.whole(pieces.isEmpty() ? "" : "\n");
            boolean nested = item instanceof Text.Bullets;
            pieces.whole(nested ? "" : indent + "\u2022 ").add(words);
        }
        return pieces;
    }
}
