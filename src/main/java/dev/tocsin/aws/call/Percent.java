package dev.tocsin.aws.call;

import java.nio.charset.StandardCharsets;

/** Characters of addresses and forms, all but the unreserved ones of RFC 3986 as their bytes. */
final class Percent {

    private static final String UNRESERVED = "-._~";
    private static final String HEX = "0123456789ABCDEF";

    private Percent() {
    }

    static String encoded(String text) {
        return encoded(text, UNRESERVED);
    }

    /** Slashes remain. */
    static String encodedPath(String text) {
        return encoded(text, UNRESERVED + "/");
    }

    private static String encoded(String text, String kept) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (one & 0xff);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || kept.indexOf(character) >= 0)) {
                encoded.append(character);
            } else {
                encoded.append('%').append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 0xf));
            }
        }
        return encoded.toString();
    }
}
