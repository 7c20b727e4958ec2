package dev.tocsin.chat;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a link says it leads to. A label that itself reads as an address, say {@code https://console.aws.amazon.com}, must lead
 * there: a reader looks at the label, not at the URL behind it.
 */
public final class LinkLabel {

    /** The whole label is an address, or begins with what only an address begins with. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:https?://|www\\.)(?:[^\\s/@]{0,200}@)?([^\\s/:?#|]{1,255}).*"
                    + "|((?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}[\\p{L}]{2,24})(?:[/:?#]\\S*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private LinkLabel() {
    }

    /**
     * Whether the label names another host than the URL leads to. The host itself, with or without {@code www.}, and a parent
     * domain of it are no deceit.
     */
    public static boolean deceives(String label, String url) {
        Matcher address = ADDRESS.matcher(visible(label));
        if (!address.matches()) {
            return false;
        }
        String named = host(address.group(1) == null ? address.group(2) : address.group(1));
        return hostOf(url).filter(host -> host.equals(named) || host.endsWith("." + named)).isEmpty();
    }

    private static Optional<String> hostOf(String url) {
        try {
            return Optional.ofNullable(URI.create(url.split("[?#]", 2)[0]).getHost()).map(LinkLabel::host);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static String host(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("www.") ? lower.substring(4) : lower;
    }

    /** Without what cannot be seen and could keep an address from being recognised, on one line. */
    private static String visible(String label) {
        StringBuilder visible = new StringBuilder(label.length());
        label.codePoints().filter(c -> Character.getType(c) != Character.FORMAT).limit(500).forEach(visible::appendCodePoint);
        return Characters.line(visible.toString());
    }
}
