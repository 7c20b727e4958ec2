package dev.tocsin.chat.chime;

import java.util.Optional;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.Emoji;
import dev.tocsin.chat.LineStart;
import dev.tocsin.chat.LinkLabel;
import dev.tocsin.chat.Pieces;
import dev.tocsin.chat.SafeUrl;

/**
 * Markdown as Chime shows it after {@code /md }, measured in UTF-8 bytes. Every {@code @} that could call somebody is
 * followed by an invisible break, in code as well, because Chime looks for {@code @All} and {@code @Present} everywhere.
 */
final class ChimeMarkdown {

    private static final String QUIET_AT = "@" + Characters.ZERO_WIDTH_SPACE;
    /** CommonMark lets all of these be escaped by a backslash. */
    private static final String ESCAPED = "\\`*_[]<>~|&#";
    private static final String LINE_STARTERS = "+-=";
    /** What must not stand in a link's destination, on top of what {@link SafeUrl} encodes. */
    private static final String IN_URL = "[]()";

    private ChimeMarkdown() {
    }

    static Pieces pieces() {
        return new Pieces(ChimeMarkdown::bytes);
    }

    /** How many bytes of UTF-8 the text takes; it has no torn characters. */
    static int bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    /** Words without markup, escaped; URLs in them stay as they are, since Chime makes them clickable. */
    static Pieces plain(String words) {
        Characters.Beginning beginning = Characters.beginning(words);
        String text = Emoji.unicode(beginning.text());
        Pieces pieces = pieces().beyond(beginning.beyond());
        for (int i = 0; i < text.length();) {
            Optional<String> url = startsWord(text, i) ? SafeUrl.at(text, i) : Optional.empty();
            Optional<String> shown = url.flatMap(ChimeMarkdown::url);
            if (shown.isPresent()) {
                pieces.whole(shown.get());
                i += url.get().length();
            } else {
                pieces.whole(escaped(text, i));
                i += Character.charCount(text.codePointAt(i));
            }
        }
        return pieces;
    }

    /** Words without markup on one line. */
    static Pieces line(String words) {
        return plain(Characters.line(words)).beyond(Characters.beyond(words));
    }

    /** Lines whose breaks and columns matter. */
    static Pieces preformatted(String content) {
        String text = Characters.clean(Characters.head(content)).stripTrailing().replace(Pieces.FENCE, "\u02CB\u02CB\u02CB");
        return pieces().fenced(loose(text).beyond(Characters.beyond(content)));
    }

    static String code(String words) {
        return "`" + withoutMentions(Characters.shorten(Characters.line(words), 200).replace('`', '\u02CB')) + "`";
    }

    /**
     * A link, or its label alone where the URL is not one to be clicked. A label that is another address is left out, see
     * {@link LinkLabel}.
     */
    static String link(String label, String url) {
        String words = Characters.shorten(Characters.line(label), 200);
        String text = line(LinkLabel.shown(words, url)).cut(1_000);
        return url(url).map(u -> text.isEmpty() ? u : "[" + text + "](" + u + ")").orElseGet(() -> line(words).cut(1_000));
    }

    /** A title in bold, as the label of its link or, where it could be taken for another address, with the host beside it. */
    static String title(String headline, int budget, Optional<String> link) {
        String title = line(headline).cut(budget);
        String bold = "**" + title + "**";
        return link.flatMap(ChimeMarkdown::url)
                .map(url -> LinkLabel.suitsTitle(headline, url) ? "**[" + title + "](" + url + ")**"
                        : bold + " " + LinkLabel.host(url).map(host -> "([" + host + "](" + url + "))").orElse(url))
                .filter(shown -> bytes(shown) < 2 * budget).orElse(bold);
    }

    /** An http(s) URL in a form that Markdown takes for nothing else. */
    static Optional<String> url(String url) {
        return SafeUrl.of(url, IN_URL).filter(u -> u.regionMatches(true, 0, "http", 0, 4));
    }

    /** Text as it is, but for the mentions. */
    static Pieces loose(String text) {
        Pieces pieces = pieces();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            pieces.whole(text.charAt(i) == '@' ? QUIET_AT : Characters.at(text, i));
        }
        return pieces;
    }

    static String withoutMentions(String text) {
        return text.replace("@", QUIET_AT);
    }

    private static boolean startsWord(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }

    private static String escaped(String text, int at) {
        char c = text.charAt(at);
        if (c == '@') {
            return QUIET_AT;
        }
        if (c == '\n') {
            // Two spaces before it make it a line's end; a bare one is a space in Markdown.
            return "  \n";
        }
        boolean startsLine = (LINE_STARTERS.indexOf(c) >= 0 || c == ' ' || c == '\t') && LineStart.at(text, at);
        if (startsLine && (c == ' ' || c == '\t')) {
            // Four blanks would make the line code.
            return "\u00A0";
        }
        boolean escape = ESCAPED.indexOf(c) >= 0 && !(c == '_' && Characters.isInsideWord(text, at)) || startsLine
                || (c == '.' || c == ')') && LineStart.endsNumber(text, at);
        return escape ? "\\" + c : Characters.at(text, at);
    }
}
