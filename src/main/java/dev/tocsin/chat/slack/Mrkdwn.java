package dev.tocsin.chat.slack;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.LinkLabel;
import dev.tocsin.chat.Pieces;
import dev.tocsin.chat.SafeUrl;
import dev.tocsin.chat.UtcMoment;

/**
 * Slack's markup, measured in UTF-16 units. Exactly {@code &}, {@code <} and {@code >} are escaped, as
 * docs.slack.dev/messaging/formatting-message-text asks.
 * <p>
 * In words without markup, a {@code *}, {@code _}, {@code ~} or backtick that could start or end formatting becomes a
 * look-alike (U+2217, U+02CD, U+223C, U+02CB), because Slack has no escape for them and still formats across invisible
 * characters. One that cannot format, as in {@code my_function_name}, stays, so that names can be copied. A {@code >} that
 * begins a line has an invisible character before it, since Slack would make the line a quotation.
 */
public final class Mrkdwn {

    /** The longest {@code <...>} taken; a longer one is shown as text. */
    private static final int LONGEST_TOKEN = 2_500;
    /** Blanks before a sign that are looked over, at most. */
    private static final int INDENT = 100;
    private static final String FORMATTING = "*_~";
    private static final String LOOK_ALIKES = "\u2217\u02CD\u223C";
    private static final char BACKTICK_LOOK_ALIKE = '\u02CB';
    /** The characters of ASCII that mean nothing to Slack, wherever they stand. */
    private static final boolean[] PLAIN = new boolean[128];
    private static final Pattern GROUP_MENTION = Pattern.compile("@(?:channel|here|everyone|group)",
            Pattern.CASE_INSENSITIVE);

    static {
        Arrays.fill(PLAIN, true);
        (FORMATTING + "`<>&@").chars().forEach(c -> PLAIN[c] = false);
    }

    private Mrkdwn() {
    }

    public static Pieces pieces() {
        return new Pieces(String::length);
    }

    /** Words without markup; the http(s) URLs in them become links to what they say. */
    public static Pieces plain(String words) {
        return words(words, url -> "<" + url + ">");
    }

    /** The same without links, for a message's text, in which Slack itself makes URLs clickable. */
    public static Pieces bare(String words) {
        return words(words, url -> url);
    }

    private static Pieces words(String words, UnaryOperator<String> link) {
        Characters.Beginning beginning = Characters.beginning(words);
        String text = beginning.text();
        Pieces pieces = pieces().beyond(beginning.beyond());
        for (int i = 0; i < text.length();) {
            int plain = plainEnd(text, i, true);
            pieces.ascii(text, i, plain);
            i = plain;
            if (i == text.length()) {
                break;
            }
            Optional<String> url = startsWord(text, i) ? SafeUrl.at(text, i) : Optional.empty();
            Optional<String> token = url.flatMap(SafeUrl::of).map(u -> link.apply(escape(u))).filter(Mrkdwn::fits);
            if (token.isPresent()) {
                pieces.whole(token.get());
                i += url.get().length();
            } else {
                pieces.whole(neutral(text, i, false));
                i += Character.charCount(text.codePointAt(i));
            }
        }
        return pieces;
    }

    /** Words on one line that stand inside bold text or a link's label; nothing in them can end it. */
    public static Pieces label(String words) {
        String text = Characters.line(words);
        Pieces pieces = pieces().beyond(Characters.beyond(words));
        for (int i = 0; i < text.length();) {
            int plain = plainEnd(text, i, false);
            pieces.ascii(text, i, plain);
            i = plain;
            if (i < text.length()) {
                pieces.whole(neutral(text, i, true));
                i += Character.charCount(text.codePointAt(i));
            }
        }
        return pieces;
    }

    /** Up to where nothing stands that means something to Slack; nearly all that people write is so. */
    private static int plainEnd(String text, int from, boolean hasUrls) {
        int end = from;
        while (end < text.length() && isPlain(text.charAt(end))
                && !(hasUrls && mayBeginUrl(text.charAt(end)) && startsWord(text, end))) {
            end++;
        }
        return end;
    }

    private static boolean isPlain(char c) {
        return c < PLAIN.length && PLAIN[c];
    }

    private static boolean mayBeginUrl(char c) {
        return c == 'h' || c == 'H';
    }

    /** Lines whose breaks and columns matter. */
    public static Pieces preformatted(String content) {
        String text = Characters.clean(Characters.head(content)).stripTrailing().replace(Pieces.FENCE,
                String.valueOf(BACKTICK_LOOK_ALIKE).repeat(3));
        return pieces().fenced(literal(text).beyond(Characters.beyond(content)));
    }

    /** A short word in a box. */
    public static String code(String words, int longest) {
        String text = Characters.shorten(Characters.line(words).replace('`', BACKTICK_LOOK_ALIKE), longest);
        return text.isEmpty() ? "" : "`" + escape(withoutGroupMentions(text)) + "`";
    }

    /**
     * A link with a label of at most 200 units, or the label alone where the URL is not one to be clicked. A label that is
     * another address is left out, see {@link LinkLabel}.
     */
    public static String link(String label, String url) {
        String words = Characters.shorten(Characters.line(label), 200);
        String text = label(LinkLabel.shown(words, url)).cut(2_000);
        return SafeUrl.of(url).map(u -> "<" + escape(u) + (text.isEmpty() ? "" : "|" + text) + ">").filter(Mrkdwn::fits)
                .orElseGet(() -> label(words).cut(1_200));
    }

    /** A title in bold, as the label of its link or, where it could be taken for another address, with the host beside it. */
    static String title(String headline, int budget, Optional<String> url) {
        String title = label(headline).cut(budget);
        String bold = "*" + title + "*";
        return url.flatMap(SafeUrl::of)
                .map(safe -> LinkLabel.suitsTitle(headline, safe) ? "*<" + escape(safe) + "|" + title + ">*"
                        : bold + " (<" + escape(safe) + LinkLabel.host(safe).map(host -> "|" + host).orElse("") + ">)")
                .filter(link -> link.length() < SlackBlocks.SECTION).orElse(bold);
    }

    /**
     * Part of a longer text. A {@code >} that did not begin a line must not do so because the text was parted before it.
     *
     * @param before the part before it
     */
    public static String continued(String before, String part) {
        boolean quotes = part.stripLeading().startsWith("&gt;") && !before.endsWith("\n");
        return quotes ? Characters.ZERO_WIDTH_SPACE + part : part;
    }

    /** A moment in the reader's own time zone. */
    public static String moment(Instant instant) {
        String words = UtcMoment.words(instant);
        return UtcMoment.isPlain(instant)
                ? "<!date^" + instant.getEpochSecond() + "^{date_short_pretty} {time_secs}|" + words + ">"
                : words;
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** {@code @channel} and its like with an invisible break, for fields that Slack might search for mentions. */
    public static String withoutGroupMentions(String text) {
        if (text.indexOf('@') < 0) {
            return text;
        }
        Matcher matcher = GROUP_MENTION.matcher(text);
        return matcher.replaceAll(m -> "@" + Characters.ZERO_WIDTH_SPACE + m.group().substring(1));
    }

    private static Pieces literal(String text) {
        Pieces pieces = pieces();
        String quiet = withoutGroupMentions(text);
        for (int i = 0; i < quiet.length(); i += Character.charCount(quiet.codePointAt(i))) {
            pieces.whole(escaped(quiet, i));
        }
        return pieces;
    }

    private static boolean fits(String token) {
        return token.length() <= LONGEST_TOKEN;
    }

    private static boolean startsWord(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }

    private static String neutral(String text, int at, boolean inside) {
        char c = text.charAt(at);
        int kind = FORMATTING.indexOf(c);
        if (kind >= 0) {
            boolean formats = mayFormat(text, at) && (inside || hasPartner(text, at));
            return String.valueOf(formats ? LOOK_ALIKES.charAt(kind) : c);
        }
        if (c == '`') {
            return String.valueOf(BACKTICK_LOOK_ALIKE);
        }
        if (c == '>' && !inside && beginsLine(text, at)) {
            return Characters.ZERO_WIDTH_SPACE + "&gt;";
        }
        if (c == '@' && GROUP_MENTION.matcher(text).region(at, text.length()).lookingAt()) {
            return "@" + Characters.ZERO_WIDTH_SPACE;
        }
        return escaped(text, at);
    }

    /** Slack takes a {@code >} there for a quotation, and has no escape for it: <code>&amp;gt;</code> is the same to it. */
    private static boolean beginsLine(String text, int at) {
        int i = at;
        while (i > 0 && at - i < INDENT && text.charAt(i - 1) != '\n'
                && (Character.isWhitespace(text.charAt(i - 1)) || Character.isSpaceChar(text.charAt(i - 1))
                        || Character.getType(text.charAt(i - 1)) == Character.FORMAT)) {
            i--;
        }
        return i == 0 || text.charAt(i - 1) == '\n';
    }

    private static String escaped(String text, int at) {
        return switch (text.charAt(at)) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Characters.at(text, at);
        };
    }

    /** Slack formats at the edges of words only. */
    private static boolean mayFormat(String text, int at) {
        boolean wordBefore = at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
        boolean wordAfter = at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
        return !(wordBefore && wordAfter);
    }

    private static boolean hasPartner(String text, int at) {
        char c = text.charAt(at);
        return text.indexOf(c) != at || text.indexOf(c, at + 1) >= 0;
    }
}
