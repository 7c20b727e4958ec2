package dev.tocsin.slack;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names and values as forms and queries write them. */
final class FormText {

    private FormText() {
    }

    static String pair(String name, String value) {
        return encoded(name) + "=" + encoded(value);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
