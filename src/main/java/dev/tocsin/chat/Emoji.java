package dev.tocsin.chat;

import java.util.Map;
import java.util.regex.Pattern;

/** Slack's names of the emoji that alarms and custom notifications use, for chats that do not know the names. */
public final class Emoji {

    private static final Pattern NAME = Pattern.compile(":([a-z0-9_+-]{1,40}):");

    private static final Map<String, String> UNICODE = Map.ofEntries(Map.entry("warning", "\u26A0\uFE0F"),
            Map.entry("rotating_light", "\uD83D\uDEA8"), Map.entry("red_circle", "\uD83D\uDD34"),
            Map.entry("large_yellow_circle", "\uD83D\uDFE1"), Map.entry("large_green_circle", "\uD83D\uDFE2"),
            Map.entry("large_blue_circle", "\uD83D\uDD35"), Map.entry("small_orange_diamond", "\uD83D\uDD38"),
            Map.entry("information_source", "\u2139\uFE0F"), Map.entry("white_check_mark", "\u2705"),
            Map.entry("heavy_check_mark", "\u2714\uFE0F"), Map.entry("x", "\u274C"), Map.entry("bangbang", "\u203C\uFE0F"),
            Map.entry("exclamation", "\u2757"), Map.entry("question", "\u2753"), Map.entry("fire", "\uD83D\uDD25"),
            Map.entry("boom", "\uD83D\uDCA5"), Map.entry("mega", "\uD83D\uDCE3"), Map.entry("loudspeaker", "\uD83D\uDCE2"),
            Map.entry("bell", "\uD83D\uDD14"), Map.entry("mailbox_with_mail", "\uD83D\uDCEC"),
            Map.entry("rocket", "\uD83D\uDE80"), Map.entry("tada", "\uD83C\uDF89"), Map.entry("eyes", "\uD83D\uDC40"),
            Map.entry("no_entry", "\u26D4"), Map.entry("octagonal_sign", "\uD83D\uDED1"), Map.entry("lock", "\uD83D\uDD12"),
            Map.entry("hourglass", "\u231B"), Map.entry("chart_with_upwards_trend", "\uD83D\uDCC8"),
            Map.entry("moneybag", "\uD83D\uDCB0"), Map.entry("sos", "\uD83C\uDD98"), Map.entry("+1", "\uD83D\uDC4D"),
            Map.entry("thumbsup", "\uD83D\uDC4D"), Map.entry("-1", "\uD83D\uDC4E"), Map.entry("construction", "\uD83D\uDEA7"));

    private Emoji() {
    }

    /** The text with the known names replaced; others stay. */
    public static String unicode(String text) {
        if (text.indexOf(':') < 0) {
            return text;
        }
        return NAME.matcher(text).replaceAll(match -> UNICODE.getOrDefault(match.group(1), match.group()));
    }
}
