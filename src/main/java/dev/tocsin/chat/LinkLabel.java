package dev.tocsin.chat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a link says it leads to. What a reader takes for an address in its label, say {@code https://console.aws.amazon.com},
 * must be where the link leads; else it is shown where that is: in place of a label that is an address, beside one in which
 * an address is mentioned. A reader looks at the label, not at the URL behind it.
 */
public final class LinkLabel {

    /** How far the words that touch a link are looked at. */
    private static final int TOUCHING = 300;
    private static final int LONGEST = 3_000;

    private static final List<String> AWS = List.of("aws.amazon.com", "console.amazonaws.cn", "console.amazonaws-us-gov.com");

    /** How much a label says about where its link leads. */
    private enum Claim {
        /** Nothing else than is so. */
        HONEST,
        /** It mentions what may be another address. */
        MENTIONS,
        /** It is another address, or shows one with its scheme. */
        DECEIVES
    }

    private LinkLabel() {
    }

    /** Whether the label is to be taken for another address than the URL's, so that it must not be shown. */
    public static boolean deceives(String label, String url) {
        return claim(label, url) == Claim.DECEIVES;
    }

    /** Whether the label says nothing of another address, so that it needs nothing beside it. */
    public static boolean isHonest(String label, String url) {
        return claim(label, url) == Claim.HONEST;
    }

    /**
     * What is shown for a link: the label, perhaps with the host beside it, or nothing, which means the URL itself.
     *
     * @param label as its author wrote it, perhaps with Slack's or Markdown's signs of formatting in it
     */
    public static String shown(String label, String url) {
        return switch (claim(label, url)) {
            case HONEST -> label;
            case MENTIONS -> host(url).map(host -> label + " (" + host + ")").orElse("");
            case DECEIVES -> "";
        };
    }

    /**
     * The same where words stand around the link, which may touch its label: {@code console.aws.} before {@code amazon.com}.
     *
     * @param before the visible text before it
     * @param after the visible text after it
     */
    public static String shown(String before, String label, String after, String url) {
        String joined = tail(before) + label + head(after);
        if (joined.length() > label.length() && isHonest(label, url) && !isHonest(joined, url)) {
            return host(url).map(host -> label + " (" + host + ")").orElse("");
        }
        return shown(label, url);
    }

    /**
     * Whether a title may be the label of its link. AWS's own pages are where titles lead, and nobody else can put a page
     * there, so that the hosts a title is about need nothing beside them.
     */
    public static boolean suitsTitle(String title, String url) {
        return UrlHost.of(url).filter(host -> AWS.stream().anyMatch(aws -> host.equals(aws) || host.endsWith("." + aws)))
                .isPresent() || isHonest(title, url);
    }

    /** The host that a URL leads to, for readers; of an e-mail address all of it. */
    public static Optional<String> host(String url) {
        return isMail(url) ? Optional.of(url.substring("mailto:".length())) : UrlHost.of(url);
    }

    private static Claim claim(String label, String url) {
        String seen = withoutFormatting(Skeleton.of(label.substring(0, Math.min(label.length(), LONGEST))));
        if (isMail(url)) {
            seen = seen.replace(url.substring("mailto:".length()).toLowerCase(Locale.ROOT), "");
        }
        if (seen.isBlank()) {
            return Claim.HONEST;
        }
        Optional<String> host = isMail(url) ? Optional.empty() : UrlHost.of(url).map(LinkLabel::withoutWww);
        boolean whole = seen.strip().chars().noneMatch(Character::isWhitespace);
        Claim worst = Claim.HONEST;
        for (SeenAddress address : SeenAddress.in(seen)) {
            if (host.filter(real -> isOrBelongsTo(real, withoutWww(address.host()))).isEmpty()) {
                boolean plain = address.explicit() || whole && address.certain();
                worst = plain ? Claim.DECEIVES : worst == Claim.DECEIVES ? worst : Claim.MENTIONS;
            }
        }
        return worst;
    }

    /** The host itself and a parent domain of it are no deceit. */
    private static boolean isOrBelongsTo(String real, String named) {
        return real.equals(named) || real.endsWith("." + named) && named.indexOf('.') > 0;
    }

    private static boolean isMail(String url) {
        return url.regionMatches(true, 0, "mailto:", 0, 7);
    }

    private static String withoutWww(String host) {
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    /** Signs of formatting are not shown where they format, so that they must not keep an address from being seen. */
    private static String withoutFormatting(String label) {
        StringBuilder plain = new StringBuilder(label.length());
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            boolean inWord = c == '_' && i > 0 && i + 1 < label.length() && Character.isLetterOrDigit(label.charAt(i - 1))
                    && Character.isLetterOrDigit(label.charAt(i + 1));
            if ("*~`\\\n".indexOf(c) < 0 && (c != '_' || inWord)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static String tail(String before) {
        int start = before.length();
        while (start > 0 && before.length() - start < TOUCHING && !Character.isWhitespace(before.charAt(start - 1))) {
            start--;
        }
        return before.substring(start);
    }

    private static String head(String after) {
        int end = 0;
        while (end < Math.min(after.length(), TOUCHING) && !Character.isWhitespace(after.charAt(end))) {
            end++;
        }
        return after.substring(0, end);
    }
}
