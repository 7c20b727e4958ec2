package dev.tocsin.chat.teams;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.Emoji;
import dev.tocsin.chat.LineStart;
import dev.tocsin.chat.MarkdownLink;
import dev.tocsin.chat.Pieces;
import dev.tocsin.chat.SlackToken;

/**
 * Markup that a publisher wrote for Slack, as a card can show it: bold, italics, lists and links stay, what stands in angle
 * brackets becomes a link or its words, a fence makes a paragraph in letters of one width. Everything else, struck words and
 * code within a line among it, is shown as it was written, because a card has no such thing.
 */
final class SlackToCard {

    private static final String FENCE = "```";
    private static final Pattern CODE = Pattern.compile("`[^`\\n]{1,2000}`");
    private static final Pattern TOKEN = Pattern.compile("<([^<>\\n]{1,2400})>");
    private static final Pattern BOLD = Pattern
            .compile(
                    "\\*\\*(?![*\\s])([^*\\n]{0,400}[^*\\s])\\*\\*(?![*\\w])|\\*(?![*\\s])([^*\\n]{0,400}[^*\\s])\\*(?![*\\w])");
    private static final Pattern ITALIC = Pattern.compile("_(?![_\\s])([^_\\n]{0,400}[^_\\s])_(?![_\\w])");
    private static final Pattern ITEM = Pattern.compile("(?:[-*\u2022]|[0-9]{1,3}[.)])[ \\t]{1,8}");
    private static final int DEEPEST = 2;

    private final String text;
    private final String newLine;
    private final int depth;
    private final Pieces pieces = TeamsMarkdown.pieces();

    private SlackToCard(String text, String newLine, int depth) {
        this.text = text;
        this.newLine = newLine;
        this.depth = depth;
    }

    /** The paragraphs that it makes; a fence that is not closed reaches to the end. */
    static List<CardParagraph> paragraphs(String markdown) {
        Characters.Beginning beginning = Characters.beginning(markdown);
        String text = Emoji.unicode(beginning.text());
        List<CardParagraph> paragraphs = new ArrayList<>();
        boolean code = false;
        for (int from = 0; from <= text.length();) {
            int fence = text.indexOf(FENCE, from);
            int end = fence < 0 ? text.length() : fence;
            String part = text.substring(from, end);
            if (!part.isBlank()) {
                paragraphs.add(code ? new CardParagraph(TeamsMarkdown.preformatted(SlackToken.text(withoutBreaks(part)),
                        TeamsMarkdown.NEW_LINE), true) : new CardParagraph(words(part.strip(), TeamsMarkdown.NEW_LINE), false));
            }
            code = !code;
            from = end + FENCE.length();
        }
        if (!paragraphs.isEmpty()) {
            paragraphs.get(paragraphs.size() - 1).words().beyond(beginning.beyond());
        }
        return paragraphs;
    }

    /** All of it as one run of words, for the item of a list. */
    static Pieces line(String markdown) {
        Characters.Beginning beginning = Characters.beginning(markdown);
        return words(Emoji.unicode(beginning.text()).replace(FENCE, " ").strip(), TeamsMarkdown.SAME_LINE)
                .beyond(beginning.beyond());
    }

    private static Pieces words(String text, String newLine) {
        return new SlackToCard(text, newLine, 0).convert();
    }

    private Pieces convert() {
        for (int i = 0; i < text.length();) {
            i = next(i);
        }
        return pieces;
    }

    private int next(int i) {
        return switch (text.charAt(i)) {
            case '`' -> code(i);
            case '<' -> token(i);
            case '[' -> link(i);
            case '*' -> ITEM.matcher(text).region(i, text.length()).lookingAt() && LineStart.at(text, i) ? item(i)
                    : formatted(i, BOLD, "**");
            case '_' -> formatted(i, ITALIC, "_");
            case '&' -> entity(i);
            case '-', '\u2022', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> item(i);
            default -> other(i);
        };
    }

    private int code(int i) {
        Matcher code = CODE.matcher(text).region(i, text.length());
        return code.lookingAt() ? add(TeamsMarkdown.label(SlackToken.text(code.group())).cut(10_000), code.end()) : other(i);
    }

    private int token(int i) {
        Matcher token = TOKEN.matcher(text).region(i, text.length());
        return token.lookingAt() ? add(token(token.group(1)), token.end()) : other(i);
    }

    private int link(int i) {
        Optional<MarkdownLink> link = depth > 0 ? Optional.empty()
                : MarkdownLink.at(text, i).filter(found -> TeamsMarkdown.url(SlackToken.text(found.url())).isPresent());
        return link.map(
                found -> add(TeamsMarkdown.link(SlackToken.text(found.label()), SlackToken.text(found.url())), found.end()))
                .orElseGet(() -> other(i));
    }

    /** What is between two signs, as a whole, so that no cut leaves one of them behind. */
    private int formatted(int i, Pattern form, String sign) {
        Matcher span = form.matcher(text).region(i, text.length()).useTransparentBounds(true);
        boolean starts = i == 0 || text.charAt(i - 1) != text.charAt(i) && !Character.isLetterOrDigit(text.charAt(i - 1));
        if (!starts || depth >= DEEPEST || !span.lookingAt()) {
            return other(i);
        }
        String inside = span.groupCount() > 1 && span.group(2) != null ? span.group(2) : span.group(1);
        SlackToCard inner = new SlackToCard(inside, TeamsMarkdown.SAME_LINE, depth + 1);
        return add(sign + inner.convert().cut(10_000) + sign, span.end());
    }

    /** Slack knows these three. */
    private int entity(int i) {
        for (String entity : new String[] { "&lt;", "&gt;", "&amp;" }) {
            if (text.startsWith(entity, i)) {
                // Together with what follows it could be the beginning of a tag or of another entity.
                return add("\\" + SlackToken.text(entity), i + entity.length());
            }
        }
        return other(i);
    }

    /** A list stays one, with the sign that Markdown knows. */
    private int item(int i) {
        Matcher item = ITEM.matcher(text).region(i, text.length());
        if (depth > 0 || newLine.equals(TeamsMarkdown.SAME_LINE) || !LineStart.at(text, i) || !item.lookingAt()) {
            return other(i);
        }
        String sign = item.group().strip();
        return add((Character.isDigit(sign.charAt(0)) ? sign : "-") + " ", item.end());
    }

    private int other(int i) {
        Optional<String> url = depth > 0 ? Optional.empty() : TeamsMarkdown.urlAt(text, i);
        return url.isPresent() ? add(TeamsMarkdown.link("", url.get()), i + url.get().length())
                : add(TeamsMarkdown.escaped(text, i, newLine), i + Character.charCount(text.codePointAt(i)));
    }

    private int add(String piece, int next) {
        pieces.whole(piece);
        return next;
    }

    /** Nobody is called: a card can mention only those that it names beside its text. */
    private static String token(String inside) {
        SlackToken token = SlackToken.of(inside);
        return TeamsMarkdown.url(token.target()).isPresent()
                ? TeamsMarkdown.link(token.label(), token.target())
                : TeamsMarkdown.label(token.words()).cut(3_000);
    }

    private static String withoutBreaks(String code) {
        return code.startsWith("\n") ? code.substring(1) : code;
    }
}
