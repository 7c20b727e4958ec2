package dev.tocsin.chat;

/**
 * What stands in angle brackets in Slack's markup: {@code <target|label>}, its entities resolved.
 *
 * @param target an address, or whom or what is meant
 * @param label empty if there is none
 */
public record SlackToken(String target, String label) {

    /** @param inside what is between the brackets */
    public static SlackToken of(String inside) {
        int bar = inside.indexOf('|');
        return new SlackToken(text((bar < 0 ? inside : inside.substring(0, bar)).strip()),
                bar < 0 ? "" : text(inside.substring(bar + 1).strip()));
    }

    /** Slack knows these three entities. */
    public static String text(String markup) {
        return markup.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    public boolean isDate() {
        return target.startsWith("!date^");
    }

    /** Words that call nobody: the label, and for people, channels and groups their sign and name. */
    public String words() {
        if (target.startsWith("!") && !isDate()) {
            return "@" + target.substring(1);
        }
        if (label.isEmpty()) {
            return target;
        }
        return target.startsWith("@") || target.startsWith("#") ? target.charAt(0) + label : label;
    }
}
