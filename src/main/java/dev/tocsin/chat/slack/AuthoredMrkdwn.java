package dev.tocsin.chat.slack;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.LinkLabel;
import dev.tocsin.chat.MarkdownLink;
import dev.tocsin.chat.Pieces;
import dev.tocsin.chat.SafeUrl;

/**
 * Markup that a publisher wrote in Slack's own syntax, made safe. Formatting, entities, links, user mentions, channel links
 * and dates stay, as AWS Chatbot documents them for custom notifications; everything else in angle brackets is shown as
 * text, so that nobody can call a whole channel or a user group.
 */
final class AuthoredMrkdwn {

    private static final Pattern TOKEN = Pattern.compile("<([^<>\\n]{1,2400})>");
    private static final Pattern USER = Pattern.compile("(@[UW][A-Z0-9]{1,30})(?:\\|.*)?");
    private static final Pattern CHANNEL = Pattern.compile("(#[CG][A-Z0-9]{1,30})(?:\\|.*)?");
    private static final Pattern DATE = Pattern.compile(
            "!date\\^(?<second>\\d{1,12})\\^(?<format>[^|^]{1,200})(?:\\^(?<url>[^|^]{1,2000}))?\\|(?<fallback>[^|]{1,200})");
    private static final Pattern SHOWN = Pattern.compile("<(?:[^<>|]*\\|)?([^<>|]*)>");
    private static final int TOUCHING = 400;
    private static final Pattern ENTITY = Pattern.compile("&(?:amp|lt|gt);");
    private static final Pattern BARE_AMPERSAND = Pattern.compile("&(?!(?:amp|lt|gt);)");
    private static final int LONGEST_TOKEN = 2_500;

    private AuthoredMrkdwn() {
    }

    static Pieces pieces(String mrkdwn) {
        return pieces(mrkdwn, false);
    }

    /** The same for a block of standard Markdown, in which links may have the form of both. */
    static Pieces markdown(String markdown) {
        return pieces(markdown, true);
    }

    private static Pieces pieces(String markdown, boolean standard) {
        Characters.Beginning beginning = Characters.beginning(markdown);
        String text = Mrkdwn.withoutGroupMentions(beginning.text());
        Pieces pieces = Mrkdwn.pieces().beyond(beginning.beyond());
        boolean open = false;
        for (int i = 0; i < text.length();) {
            int end = i + 1;
            Optional<String> token = Optional.empty();
            if (text.startsWith(Pieces.FENCE, i)) {
                open = !open;
                end = i + Pieces.FENCE.length();
                token = Optional.of(Pieces.FENCE);
            } else if (text.charAt(i) == '<') {
                Matcher matcher = TOKEN.matcher(text).region(i, text.length());
                token = matcher.lookingAt() ? token(matcher.group(1), text, i, matcher.end()) : Optional.empty();
                end = token.isPresent() ? matcher.end() : end;
            } else if (text.charAt(i) == '&') {
                Matcher matcher = ENTITY.matcher(text).region(i, text.length());
                token = matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
                end = token.isPresent() ? matcher.end() : end;
            } else if (standard && text.charAt(i) == '[') {
                Optional<MarkdownLink> link = MarkdownLink.at(text, i);
                token = link.flatMap(AuthoredMrkdwn::markdownLink);
                end = token.isPresent() ? link.orElseThrow().end() : end;
            } else if (standard && text.charAt(i) == ']' && MarkdownLink.couldLink(text, i)) {
                token = Optional.of("]" + Characters.ZERO_WIDTH_SPACE);
            } else {
                end = i + Character.charCount(text.codePointAt(i));
            }
            pieces.whole(token.orElse(Mrkdwn.escape(text.substring(i, end))));
            i = end;
        }
        return open ? pieces.whole("\n").whole(Pieces.FENCE) : pieces;
    }

    /** The same as one string. */
    static String text(String markdown) {
        return pieces(markdown).cut(Integer.MAX_VALUE);
    }

    private static Optional<String> token(String inside, String text, int start, int end) {
        return user(inside).or(() -> channel(inside)).or(() -> date(inside)).or(() -> link(inside, text, start, end))
                .filter(token -> token.length() <= LONGEST_TOKEN);
    }

    private static Optional<String> user(String inside) {
        Matcher matcher = USER.matcher(inside);
        return matcher.matches() ? Optional.of("<" + matcher.group(1) + ">") : Optional.empty();
    }

    private static Optional<String> channel(String inside) {
        Matcher matcher = CHANNEL.matcher(inside);
        return matcher.matches() ? Optional.of("<" + matcher.group(1) + ">") : Optional.empty();
    }

    /** A date may be a link; what it shows is its own text then. */
    private static Optional<String> date(String inside) {
        Matcher date = DATE.matcher(inside);
        if (!date.matches()) {
            return Optional.empty();
        }
        String shown = date.group("format") + "|" + date.group("fallback");
        String link = Optional.ofNullable(date.group("url")).map(url -> url.replace("&amp;", "&"))
                .filter(url -> LinkLabel.isHonest(shown, url)).flatMap(url -> SafeUrl.of(url, "^"))
                .map(url -> "^" + Mrkdwn.escape(url)).orElse("");
        return Optional.of("<!date^" + date.group("second") + "^" + date.group("format") + link + "|" + date.group("fallback")
                + ">");
    }

    private static Optional<String> link(String inside, String text, int start, int end) {
        int bar = inside.indexOf('|');
        String url = (bar < 0 ? inside : inside.substring(0, bar)).replace("&amp;", "&");
        String label = bar < 0 ? "" : inside.substring(bar + 1).strip();
        String shown = label.isEmpty() ? ""
                : LinkLabel.shown(visible(text, Math.max(0, start - TOUCHING), start), label,
                        visible(text, end, Math.min(text.length(), end + TOUCHING)), url);
        return SafeUrl.of(url)
                .map(u -> "<" + Mrkdwn.escape(u) + (shown.isEmpty() ? "" : "|" + escapeBareAmpersands(shown)) + ">");
    }

    /** What stands there, links as they are shown. */
    private static String visible(String text, int from, int to) {
        boolean touches = from < to && !Character.isWhitespace(text.charAt(to - 1)) || from < to && !Character.isWhitespace(
                text.charAt(from));
        return touches ? SHOWN.matcher(text.substring(from, to)).replaceAll("$1") : "";
    }

    private static Optional<String> markdownLink(MarkdownLink link) {
        String url = link.url().replace("&amp;", "&");
        String shown = LinkLabel.shown(link.label(), url);
        return SafeUrl.of(url, "[]()").map(Mrkdwn::escape)
                .map(u -> shown.isBlank() ? "<" + u + ">" : "[" + escapeBareAmpersands(shown) + "](" + u + ")");
    }

    private static String escapeBareAmpersands(String label) {
        return BARE_AMPERSAND.matcher(label).replaceAll("&amp;");
    }
}
