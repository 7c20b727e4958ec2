package dev.tocsin.command.language;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody typed, with what Slack made of it undone: signs as entities, addresses as links, channels and people as their
 * ids, spaces that are not to break, and characters that nobody sees. Quotation marks and dashes stay as they are here, since
 * it depends on their place what they mean.
 */
final class TypedText {

    /** Marks where a variable stands; Unicode has them for such purposes, and promises that no text has them. */
    static final char VARIABLE = '\uFDD0';
    static final char VARIABLE_END = '\uFDD1';

    private static final Pattern MENTION = Pattern
            .compile("[\\s\\u200B\\uFEFF]{0,100}+<@[UW][A-Z0-9]{1,40}(?:\\|[^<>]{0,200})?>[:,]?");
    private static final Pattern TOKEN = Pattern.compile(
            "<(?<target>[@#][A-Z0-9]{1,40}|![a-z]+(?:\\^[^<>|]*)?|(?:https?|ftp|mailto|tel|slack|ssh|git|s3)"
                    + ":[^<>|\\s]*)(?:\\|(?<label>[^<>]*))?>");

    private TypedText() {
    }

    /** @param text as Slack sent it */
    static String of(String text) {
        return unescaped(withoutTokens(clean(withoutMention(text)))).strip();
    }

    /** The same text without the mention of the app, or of several, that it begins with. */
    static String withoutMention(String text) {
        Matcher mention = MENTION.matcher(text);
        int end = 0;
        while (mention.region(end, text.length()).lookingAt()) {
            end = mention.end();
        }
        return text.substring(end);
    }

    /** Whether nothing of it would be lost by being typed. */
    static boolean isClean(String text) {
        return clean(text).equals(text);
    }

    private static String withoutTokens(String text) {
        return TOKEN.matcher(text).replaceAll(token -> Matcher.quoteReplacement(typed(token.group(1), token.group(2))));
    }

    /** The label of a link is what was typed: Slack completes the address. */
    private static String typed(String target, String label) {
        boolean labelled = label != null && !label.isBlank();
        return switch (target.charAt(0)) {
            case '@' -> "@" + target.substring(1);
            case '#' -> "#" + (labelled ? label : target.substring(1));
            case '!' -> labelled ? label : "@" + target.substring(1).replaceFirst("\\^.*", "");
            default -> labelled ? label : target;
        };
    }

    private static String unescaped(String text) {
        return text.indexOf('&') < 0 ? text : text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    /** Without what is not seen, with one kind of space and one kind of line break. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == '\n' || c == '\t') {
                clean.append((char) c);
            } else if (c == '\r') {
                clean.append(text.startsWith("\n", i + 1) ? "" : "\n");
            } else if (c == 0x2028 || c == 0x2029 || c == 0x85) {
                clean.append('\n');
            } else if (Character.isSpaceChar(c)) {
                clean.append(' ');
            } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                clean.append('\uFFFD');
            } else if (!isUnseen(c)) {
                clean.appendCodePoint(c);
            }
        }
        return clean.toString();
    }

    /** What stands between the parts of some emoji is seen by what it does to them. */
    private static boolean isUnseen(int c) {
        boolean joins = c == 0x200C || c == 0x200D;
        boolean marks = c >= 0xFDD0 && c <= 0xFDEF;
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT && !joins || marks;
    }
}
