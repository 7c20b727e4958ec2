package dev.tocsin.chat.slack;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.LinkLabel;
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
    private static final Pattern DATE = Pattern.compile("!date\\^\\d{1,12}\\^[^|^]{1,200}\\|[^|]{1,200}");
    private static final Pattern ENTITY = Pattern.compile("&(?:amp|lt|gt);");
    private static final Pattern BARE_AMPERSAND = Pattern.compile("&(?!(?:amp|lt|gt);)");
    private static final int LONGEST_TOKEN = 2_500;

    private AuthoredMrkdwn() {
    }

    static Pieces pieces(String markdown) {
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
                token = matcher.lookingAt() ? token(matcher.group(1)) : Optional.empty();
                end = token.isPresent() ? matcher.end() : end;
            } else if (text.charAt(i) == '&') {
                Matcher matcher = ENTITY.matcher(text).region(i, text.length());
                token = matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
                end = token.isPresent() ? matcher.end() : end;
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

    private static Optional<String> token(String inside) {
        return user(inside).or(() -> channel(inside)).or(() -> date(inside)).or(() -> link(inside))
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

    private static Optional<String> date(String inside) {
        return DATE.matcher(inside).matches() ? Optional.of("<" + inside + ">") : Optional.empty();
    }

    private static Optional<String> link(String inside) {
        int bar = inside.indexOf('|');
        String url = (bar < 0 ? inside : inside.substring(0, bar)).replace("&amp;", "&");
        String label = bar < 0 ? "" : escapeBareAmpersands(inside.substring(bar + 1).strip());
        boolean bare = label.isEmpty() || LinkLabel.deceives(label, url);
        return SafeUrl.of(url).map(u -> "<" + Mrkdwn.escape(u) + (bare ? "" : "|" + label) + ">");
    }

    private static String escapeBareAmpersands(String label) {
        return BARE_AMPERSAND.matcher(label).replaceAll("&amp;");
    }
}
