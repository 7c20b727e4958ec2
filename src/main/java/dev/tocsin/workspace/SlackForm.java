package dev.tocsin.workspace;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The fields of a form that Slack posts. */
record SlackForm(Map<String, String> fields) {

    /**
     * Reads a form.
     *
     * @throws SlackEvent.Unreadable if it is none, or has a field twice: that could be read in two ways
     */
    static SlackForm read(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        for (String field : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = field.indexOf('=');
            String name = decoded(equals < 0 ? field : field.substring(0, equals));
            if (fields.put(name, equals < 0 ? "" : decoded(field.substring(equals + 1))) != null) {
                throw new SlackEvent.Unreadable("the form has a field twice");
            }
        }
        return new SlackForm(Map.copyOf(fields));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException undecodable) {
            throw new SlackEvent.Unreadable("it is not encoded as forms are");
        }
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Empty where there is none. */
    String text(String name) {
        String text = fields.getOrDefault(name, "");
        if (text.indexOf(0) >= 0) {
            throw new SlackEvent.Unreadable("U+0000 is in " + name);
        }
        return text;
    }

    String required(String name, Pattern form) {
        String text = text(name);
        if (!form.matcher(text).matches()) {
            throw new SlackEvent.Unreadable(name + " is none");
        }
        return text;
    }

    /** Without what it says. */
    @Override
    public String toString() {
        return "SlackForm";
    }
}
