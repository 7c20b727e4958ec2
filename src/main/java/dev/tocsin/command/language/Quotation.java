package dev.tocsin.command.language;

/**
 * A kind of quotation marks: the straight ones, and those that phones and word processors make of them. Those close at any of
 * their like, since languages differ in which closes; within straight ones they are letters.
 *
 * @param closing the characters that close it
 * @param otherwise the character that closes it if none of these is there
 */
record Quotation(String closing, char otherwise, boolean hasEscapes) {

    private static final String SMART_DOUBLE = "\u201C\u201D\u201E\u201F";
    private static final String SMART_SINGLE = "\u2018\u2019\u201A\u201B";
    private static final Quotation DOUBLE = new Quotation("\"", '\u201D', true);
    private static final Quotation SINGLE = new Quotation("'", '\u2019', false);
    private static final Quotation DOUBLE_BY_PHONE = new Quotation(SMART_DOUBLE, '"', true);
    private static final Quotation SINGLE_BY_PHONE = new Quotation(SMART_SINGLE, '\'', false);
    private static final Quotation GUILLEMETS = new Quotation("\u00BB", '"', true);

    /** Whether one opens here; an apostrophe within a word does not. */
    static boolean opens(String text, int at) {
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        if (SMART_SINGLE.indexOf(c) >= 0) {
            return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
        }
        return c == '"' || c == '\'' || c == '\u00AB' || SMART_DOUBLE.indexOf(c) >= 0;
    }

    static Quotation at(String text, int at) {
        char c = text.charAt(at);
        if (c == '"') {
            return DOUBLE;
        }
        if (c == '\'') {
            return SINGLE;
        }
        if (c == '\u00AB') {
            return GUILLEMETS;
        }
        return SMART_DOUBLE.indexOf(c) >= 0 ? DOUBLE_BY_PHONE : SINGLE_BY_PHONE;
    }

    static boolean isDouble(char c) {
        return c == '"' || SMART_DOUBLE.indexOf(c) >= 0;
    }

    /** The same with straight marks, as JSON and JMESPath want them. */
    static String straight(String text) {
        StringBuilder straight = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isDouble = SMART_DOUBLE.indexOf(c) >= 0 || c == '\u00AB' || c == '\u00BB';
            straight.append(isDouble ? '"' : SMART_SINGLE.indexOf(c) >= 0 ? '\'' : c);
        }
        return straight.toString();
    }

    /** Some languages have spaces between the marks and what they quote. */
    boolean isSpaced() {
        return equals(GUILLEMETS);
    }

    /** Where the closing mark is; -1 if there is none. */
    int end(String text, int from) {
        int end = first(text, from, closing);
        return end >= 0 ? end : first(text, from, String.valueOf(otherwise));
    }

    private int first(String text, int from, String marks) {
        int maybe = -1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (hasEscapes && c == '\\') {
                i++;
            } else if (marks.indexOf(c) >= 0) {
                boolean apostrophe = SMART_SINGLE.indexOf(c) >= 0 && i + 1 < text.length()
                        && Character.isLetterOrDigit(text.charAt(i + 1));
                if (!apostrophe) {
                    return i;
                }
                maybe = maybe < 0 ? i : maybe;
            }
        }
        return maybe;
    }
}
