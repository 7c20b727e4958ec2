package dev.tocsin.chat.teams;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.Emoji;
import dev.tocsin.chat.LineStart;
import dev.tocsin.chat.LinkLabel;
import dev.tocsin.chat.MarkdownLink;
import dev.tocsin.chat.Pieces;
import dev.tocsin.chat.SafeUrl;

/**
 * Markdown as Teams shows it in the texts and facts of a card: bold, italic, lists and links, no code, and no HTML. Measured
 * in bytes as they stand in the JSON. A URL is no link of itself, and a line ends with two line feeds, save in lists. Nobody
 * can be mentioned, because that takes an entry beside the text, which no card of ours has.
 */
final class TeamsMarkdown {

    /** Between lines. */
    static final String NEW_LINE = "\n\n";
    /** Between lines where another would end the list. */
    static final String SAME_LINE = " ";

    private static final String LINE_STARTERS = "+-#>";
    /** What must not stand in a link's destination, on top of what {@link SafeUrl} encodes. */
    private static final String IN_URL = "[]()";
    /** It would be read as what it stands for, in a link's destination too. */
    private static final Pattern ENTITY_IN_URL = Pattern.compile("(&#?[A-Za-z0-9]{1,32});");
    private static final int LONGEST_LABEL = 200;
    private static final int LONGEST_ENTITY = 34;
    private static final String HARD_SPACE = "\u00A0";

    private TeamsMarkdown() {
    }

    static Pieces pieces() {
        return new Pieces(TeamsMarkdown::bytes);
    }

    /** How many bytes of UTF-8 the text takes within a string of JSON; it has no torn characters. */
    static int bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes += c == '"' || c == '\\' || c == '\n' || c == '\t' || c == '\r' ? 2 : c < ' ' ? 6 : 1;
            } else {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return bytes;
    }

    /** Words without markup, escaped; the http(s) URLs in them become links that say where they lead. */
    static Pieces plain(String words, String newLine) {
        Characters.Beginning beginning = Characters.beginning(words);
        String text = Emoji.unicode(beginning.text());
        Pieces pieces = pieces().beyond(beginning.beyond());
        for (int i = 0; i < text.length();) {
            Optional<String> url = urlAt(text, i);
            Optional<String> link = url.map(found -> link("", found)).filter(found -> !found.isEmpty());
            if (link.isPresent()) {
                pieces.whole(link.get());
                i += url.get().length();
            } else {
                pieces.whole(escaped(text, i, newLine));
                i += Character.charCount(text.codePointAt(i));
            }
        }
        return pieces;
    }

    /** The same without links, for a text that is nothing but words. */
    static Pieces bare(String text) {
        Pieces pieces = pieces();
        String words = Emoji.unicode(text);
        for (int i = 0; i < words.length(); i += Character.charCount(words.codePointAt(i))) {
            pieces.whole(escaped(words, i, NEW_LINE));
        }
        return pieces;
    }

    /** Words without markup on one line. */
    static Pieces line(String words) {
        return plain(Characters.line(words), SAME_LINE).beyond(Characters.beyond(words));
    }

    /** Words on one line that stand inside bold text or a link's label: no link can be in them. */
    static Pieces label(String words) {
        String text = Emoji.unicode(Characters.line(words));
        Pieces pieces = pieces().beyond(Characters.beyond(words));
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            char c = text.charAt(i);
            pieces.whole(c == '[' || c == ']' ? "\\" + c : escaped(text, i, SAME_LINE));
        }
        return pieces;
    }

    /** Lines whose breaks and columns matter, for a text in letters of one width. */
    static Pieces preformatted(String content, String newLine) {
        String text = Characters.clean(Characters.head(content)).stripTrailing();
        Pieces pieces = pieces().beyond(Characters.beyond(content));
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            char c = text.charAt(i);
            boolean startsLine = i == 0 || text.charAt(i - 1) == '\n';
            boolean again = i > 0 && text.charAt(i - 1) == ' ';
            if (c == '\n' && startsLine) {
                // Two breaks in a row would be shown as one.
                pieces.whole(HARD_SPACE);
            }
            if (c == '\t') {
                pieces.whole(HARD_SPACE.repeat(4));
            } else {
                pieces.whole(c == ' ' && (startsLine || again) ? HARD_SPACE : escaped(text, i, newLine));
            }
        }
        return pieces;
    }

    /**
     * A link, or its label alone where the URL is not one to be clicked. A label that is another address is left out, see
     * {@link LinkLabel}; then, and without a label, the URL is what is shown.
     */
    static String link(String label, String url) {
        String words = Characters.shorten(Characters.line(label), LONGEST_LABEL);
        String text = label(LinkLabel.shown(words, url)).cut(1_000);
        return url(url).map(u -> "[" + (text.isEmpty() ? shown(u) : text) + "](" + u + ")")
                .orElseGet(() -> label(words).cut(1_000));
    }

    /** A title, as the label of its link or, where it could be taken for another address, with the host beside it. */
    static String title(String headline, int budget, Optional<String> link) {
        String title = label(headline).cut(budget);
        return link.flatMap(TeamsMarkdown::url)
                .map(url -> LinkLabel.suitsTitle(headline, url) ? "[" + title + "](" + url + ")"
                        : title + " ([" + LinkLabel.host(url).map(host -> label(host).cut(600)).orElseGet(() -> shown(url))
                                + "](" + url + "))")
                .orElse(title);
    }

    /** An http(s) URL in a form that Markdown takes for nothing else. */
    static Optional<String> url(String url) {
        return SafeUrl.of(url, IN_URL).filter(u -> u.regionMatches(true, 0, "http", 0, 4))
                .map(u -> u.indexOf(';') < 0 ? u : ENTITY_IN_URL.matcher(u).replaceAll("$1%3B"));
    }

    /** The URL that begins a word at this place. */
    static Optional<String> urlAt(String text, int at) {
        boolean startsWord = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
        return startsWord ? SafeUrl.at(text, at).filter(found -> url(found).isPresent()) : Optional.empty();
    }

    private static String shown(String url) {
        return label(Characters.shorten(url, LONGEST_LABEL)).cut(1_000);
    }

    /** The character at this place, so that it neither formats nor begins anything. */
    static String escaped(String text, int at, String newLine) {
        char c = text.charAt(at);
        boolean escape = switch (c) {
            case '\\', '`' -> true;
            case '*' -> !standsAlone(text, at) || LineStart.at(text, at);
            case '_' -> !Characters.isInsideWord(text, at) && !standsAlone(text, at);
            case '~' -> isAt(text, at - 1, '~') || isAt(text, at + 1, '~');
            case ']' -> MarkdownLink.couldLink(text, at) || isAt(text, at + 1, '[');
            case '<' -> at + 1 == text.length() || "/!?".indexOf(text.charAt(at + 1)) >= 0
                    || Character.isLetter(text.charAt(at + 1));
            case '&' -> isEntity(text, at);
            case '.', ')' -> LineStart.endsNumber(text, at);
            default -> LINE_STARTERS.indexOf(c) >= 0 && LineStart.at(text, at);
        };
        if (escape) {
            return "\\" + c;
        }
        return switch (c) {
            case '\n' -> newLine;
            // Four blanks would make the line code.
            case ' ', '\t' -> LineStart.at(text, at) ? HARD_SPACE : Characters.at(text, at);
            // {{DATE(...)}} and {{TIME(...)}} would be replaced.
            case '{' -> text.startsWith("{DATE(", at + 1) || text.startsWith("{TIME(", at + 1)
                    ? "{" + Characters.ZERO_WIDTH_SPACE
                    : "{";
            default -> Characters.at(text, at);
        };
    }

    private static boolean isAt(String text, int at, char c) {
        return at >= 0 && at < text.length() && text.charAt(at) == c;
    }

    /** Neither opens nor closes what stands beside it. */
    private static boolean standsAlone(String text, int at) {
        return (at == 0 || Character.isWhitespace(text.charAt(at - 1)))
                && at + 1 < text.length() && Character.isWhitespace(text.charAt(at + 1));
    }

    /** Such as that of an ampersand, by name or by number: it would be shown as what it stands for. */
    private static boolean isEntity(String text, int at) {
        int i = at + 1;
        while (i < text.length() && i - at < LONGEST_ENTITY && (Character.isLetterOrDigit(text.charAt(i))
                || (i == at + 1 && text.charAt(i) == '#'))) {
            i++;
        }
        return i > at + 1 && isAt(text, i, ';');
    }
}
