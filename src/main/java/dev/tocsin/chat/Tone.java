package dev.tocsin.chat;

import dev.tocsin.notice.Severity;

/**
 * How a severity looks, alike in every chat. Red, amber, blue and green are Slack's own, the red being the one that AWS
 * Chatbot uses; the two others lie between their neighbours.
 *
 * @param color {@code #RRGGBB}
 * @param shortcode Slack's name of the emoji, with colons
 * @param emoji the same as Unicode, for chats and push messages that don't know the name
 */
public record Tone(String color, String shortcode, String emoji) {

    public static Tone of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> new Tone("#E01E5A", ":rotating_light:", "\uD83D\uDEA8");
            case HIGH -> new Tone("#E76A3C", ":red_circle:", "\uD83D\uDD34");
            case MEDIUM -> new Tone("#ECB22E", ":warning:", "\u26A0\uFE0F");
            case LOW -> new Tone("#94B4A0", ":small_orange_diamond:", "\uD83D\uDD38");
            case INFO -> new Tone("#36C5F0", ":information_source:", "\u2139\uFE0F");
            case GOOD -> new Tone("#2EB67D", ":white_check_mark:", "\u2705");
        };
    }
}
