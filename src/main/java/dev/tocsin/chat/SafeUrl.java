package dev.tocsin.chat;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL that may become a link in a chat. Only http, https and mailto pass, and what could end a link's syntax is
 * percent-encoded; nothing more, because the fragments of AWS console URLs mean their {@code ~}, {@code (} and {@code *}
 * literally. An {@code @} is encoded as well: it could hide the host behind a user name, or call somebody. A host with other
 * letters than ASCII's stands there in its ASCII form, since many letters look like others.
 */
public final class SafeUrl {

    private static final Pattern IN_TEXT = Pattern.compile("https?://[^\\s<>\"`|\\\\]{1,2000}", Pattern.CASE_INSENSITIVE);
    private static final Pattern ALLOWED = Pattern.compile("https?://[^/\\s]\\S*", Pattern.CASE_INSENSITIVE);
    private static final Pattern MAIL = Pattern.compile("mailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}");
    private static final String DELIMITERS = "|<>\"`\\@";
    private static final String CLOSING = ".,;:!?'*_~]}";
    private static final int LONGEST = 2_000;

    private SafeUrl() {
    }

    /** The URL in a form that can stand in a link, or empty if it is not one to be clicked. */
    public static Optional<String> of(String url) {
        return of(url, "");
    }

    /**
     * The same for a chat whose link syntax has further delimiters.
     *
     * @param delimiters ASCII characters to be percent-encoded as well
     */
    public static Optional<String> of(String url, String delimiters) {
        if (url.length() > 2 * LONGEST) {
            return Optional.empty();
        }
        String clean = Characters.clean(url).strip();
        if (MAIL.matcher(clean).matches()) {
            return Optional.of(clean).filter(mail -> mail.length() <= LONGEST);
        }
        if (clean.length() > LONGEST || !ALLOWED.matcher(clean).matches()) {
            return Optional.empty();
        }
        return UrlHost.plain(clean).map(plain -> encode(plain, DELIMITERS + delimiters))
                .filter(encoded -> encoded.length() <= LONGEST);
    }

    /** The same for a picture, which must come over https. */
    public static Optional<String> ofImage(String url) {
        return of(url).filter(u -> u.regionMatches(true, 0, "https://", 0, 8));
    }

    /**
     * The URL that starts at this place of a text, as it stands there, or empty if none does. The full stop, comma or
     * bracket that ends the sentence around it is not part of it.
     */
    public static Optional<String> at(String text, int start) {
        if (text.charAt(start) != 'h' && text.charAt(start) != 'H') {
            return Optional.empty();
        }
        Matcher matcher = IN_TEXT.matcher(text).region(start, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        int end = matcher.end();
        boolean brackets = matcher.group().indexOf('(') >= 0;
        while (CLOSING.indexOf(text.charAt(end - 1)) >= 0 || !brackets && text.charAt(end - 1) == ')') {
            end--;
        }
        return Optional.of(text.substring(start, end));
    }

    private static String encode(String url, String delimiters) {
        StringBuilder encoded = new StringBuilder(url.length());
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (delimiters.indexOf(c) >= 0) {
                encoded.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }
}
