package dev.tocsin.notice.foreign;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.tocsin.notice.Json;

/**
 * JSON that a template wrote without escaping what it put between quotation marks, as the documented one for Amazon Managed
 * Service for Prometheus does. A mark ends a string only where the structure goes on behind it.
 */
final class UnescapedJson {

    private static final int LONGEST_GAP = 50;
    private static final int LONGEST_NAME = 128;
    private static final String ESCAPES = "\"\\/bfnrtu";

    private final String text;
    private final StringBuilder json;

    private UnescapedJson(String text) {
        this.text = text;
        this.json = new StringBuilder(text.length() + 64);
    }

    /** What it means, or an absent place where even that is no JSON. */
    static Json read(String text) {
        return new Json(TextNode.valueOf(new UnescapedJson(text).escaped())).opened();
    }

    private String escaped() {
        boolean inside = false;
        boolean isValue = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!inside) {
                inside = c == '"';
                isValue = c == ':' || isValue && c != ',' && c != '{';
                json.append(c);
            } else if (c == '"' && ends(i + 1, isValue)) {
                inside = false;
                json.append(c);
            } else {
                i = append(i, c);
            }
        }
        return json.toString();
    }

    /** A character within a string; gives the place of the last one that was taken. */
    private int append(int i, char c) {
        if (c == '\\') {
            boolean escape = i + 1 < text.length() && ESCAPES.indexOf(text.charAt(i + 1)) >= 0;
            json.append(escape ? "\\" : "\\\\");
            if (escape) {
                json.append(text.charAt(i + 1));
            }
            return escape ? i + 1 : i;
        }
        if (c == '"') {
            json.append("\\\"");
        } else if (c < ' ') {
            json.append(c == '\n' ? "\\n" : c == '\t' ? "\\t" : "");
        } else {
            json.append(c);
        }
        return i;
    }

    private boolean ends(int from, boolean isValue) {
        int next = skip(from);
        if (next == text.length()) {
            return true;
        }
        char c = text.charAt(next);
        if (!isValue) {
            return c == ':';
        }
        if (c == ',') {
            return isName(skip(next + 1));
        }
        int after = skip(next + 1);
        return (c == '}' || c == ']') && (after == text.length() || ",}]".indexOf(text.charAt(after)) >= 0);
    }

    /** {@code "name":} */
    private boolean isName(int from) {
        if (from >= text.length() || text.charAt(from) != '"') {
            return false;
        }
        int end = from + 1;
        while (end < text.length() && end - from < LONGEST_NAME
                && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        int colon = end < text.length() && text.charAt(end) == '"' ? skip(end + 1) : text.length();
        return end > from + 1 && colon < text.length() && text.charAt(colon) == ':';
    }

    private int skip(int from) {
        int i = from;
        while (i < text.length() && i - from < LONGEST_GAP && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return Math.min(i, text.length());
    }
}
