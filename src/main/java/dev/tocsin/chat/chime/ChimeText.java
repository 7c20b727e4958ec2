package dev.tocsin.chat.chime;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.Emoji;
import dev.tocsin.chat.PlainWords;
import dev.tocsin.chat.Posting;
import dev.tocsin.chat.UtcMoment;

/** A notice as text without Markdown: what is left to try when Chime refused the full form. */
final class ChimeText {

    private ChimeText() {
    }

    static String of(Posting posting) {
        String words = String.join("\n", PlainWords.lines(posting, UtcMoment::words));
        Characters.Beginning beginning = Characters.beginning(words);
        return ChimeMarkdown.loose(Emoji.unicode(beginning.text())).beyond(beginning.beyond()).cut(ChimeRenderer.LIMIT);
    }
}
