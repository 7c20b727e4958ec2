package dev.tocsin.chat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The host that a URL leads to, as browsers find it: decoded, in its ASCII form ({@code xn--...}) where it has other letters,
 * since several look alike, and with the usual four numbers where it is an address written otherwise
 * ({@code 0x7f000001}).
 */
final class UrlHost {

    private static final int LONGEST = 255;

    private UrlHost() {
    }

    /** The host without its port, in lower case; empty if no browser would find one. */
    static Optional<String> of(String url) {
        int start = start(url);
        return start < 0 ? Optional.empty() : canonical(url.substring(start, hostEnd(url, start)));
    }

    /** The URL with its host in plain form, or empty if the host has other letters than ASCII's and is none. */
    static Optional<String> plain(String url) {
        int start = start(url);
        if (start < 0) {
            return Optional.of(url);
        }
        int end = hostEnd(url, start);
        String host = url.substring(start, end);
        Optional<String> canonical = canonical(host);
        boolean ascii = host.chars().allMatch(c -> c < 128);
        if (ascii && canonical.filter(plain -> !plain.equalsIgnoreCase(host)).isEmpty()) {
            return Optional.of(url);
        }
        return canonical.map(plain -> url.substring(0, start) + plain + url.substring(end));
    }

    private static int start(String url) {
        int slashes = url.indexOf("://");
        return slashes < 0 ? -1 : slashes + 3;
    }

    private static int hostEnd(String url, int start) {
        int end = start;
        while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        int port = end;
        while (port > start && Character.digit(url.charAt(port - 1), 10) >= 0) {
            port--;
        }
        return port > start && url.charAt(port - 1) == ':' ? port - 1 : end;
    }

    /** The plain form of a host; empty if it is none. */
    static Optional<String> canonical(String host) {
        if (host.isEmpty() || host.length() > LONGEST) {
            return Optional.empty();
        }
        if (host.startsWith("[")) {
            boolean address = host.endsWith("]") && host.substring(1, host.length() - 1).chars()
                    .allMatch(c -> c < 128 && (Character.digit(c, 16) >= 0 || c == ':' || c == '.'));
            return Optional.of(host.toLowerCase(Locale.ROOT)).filter(h -> address);
        }
        String plain = folded(host);
        if (plain.endsWith(".")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        StringBuilder ascii = new StringBuilder(plain.length());
        for (String label : plain.split("\\.", -1)) {
            if (label.isEmpty() || !label.codePoints().allMatch(UrlHost::mayBeInHost)) {
                return Optional.empty();
            }
            ascii.append(ascii.isEmpty() ? "" : ".").append(Punycode.ascii(label));
        }
        String name = ascii.toString();
        return isNumeric(name) ? ipv4(name) : Optional.of(name);
    }

    private static String folded(String host) {
        String decoded = decoded(host);
        if (decoded.chars().allMatch(c -> c < 128)) {
            return decoded.toLowerCase(Locale.ROOT);
        }
        StringBuilder visible = new StringBuilder(decoded.length());
        decoded.codePoints().filter(c -> !Skeleton.isInvisible(c)).forEach(visible::appendCodePoint);
        return Normalizer.normalize(visible, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replace('\u3002', '.');
    }

    private static String decoded(String host) {
        if (host.indexOf('%') < 0) {
            return host;
        }
        byte[] bytes = host.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            bytes[length++] = low < 0 ? bytes[i] : (byte) (16 * high + low);
            i += low < 0 ? 0 : 2;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean mayBeInHost(int c) {
        return c == '-' || c == '_' || c < 128 && Character.isLetterOrDigit(c)
                || c >= 128 && (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK
                        || Character.getType(c) == Character.COMBINING_SPACING_MARK
                        || Character.getType(c) == Character.OTHER_SYMBOL);
    }

    /** Browsers take a host whose last part is a number for an address. */
    static boolean isNumeric(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return number(last) >= 0;
    }

    /** The four numbers of an IPv4 address that is written with fewer, or in hexadecimal or octal; empty if it is none. */
    static Optional<String> ipv4(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > 4) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            long number = number(parts[i]);
            long most = i == parts.length - 1 ? (1L << 8 * (5 - parts.length)) - 1 : 255;
            if (number < 0 || number > most) {
                return Optional.empty();
            }
            address += i == parts.length - 1 ? number : number << 8 * (3 - i);
        }
        return Optional.of((address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255));
    }

    private static long number(String part) {
        boolean hex = part.startsWith("0x");
        String digits = hex ? part.substring(2) : part;
        int radix = hex ? 16 : part.length() > 1 && part.startsWith("0") ? 8 : 10;
        if (digits.isEmpty()) {
            return hex ? 0 : -1;
        }
        if (digits.length() > 12 || !digits.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0)) {
            return -1;
        }
        return Long.parseLong(digits, radix);
    }
}
