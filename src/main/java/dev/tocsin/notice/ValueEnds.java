package dev.tocsin.notice;

/** Where names and values end in a text: at their quotation marks, or where a word does. */
record ValueEnds(String text) {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_GAP = 20;
    private static final String QUOTES = "\"'`";
    private static final String ENDS_WORD = "\"'`<>|";

    /** The place of the quotation mark that begins here, perhaps escaped; -1 if none does. */
    int openingQuote(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == '\\' && i - from < LONGEST_GAP) {
            i++;
        }
        return i < text.length() && QUOTES.indexOf(text.charAt(i)) >= 0 ? i : -1;
    }

    /** Where the value ends: at its quotation mark, escaped as often as the first, or at the end of the line. */
    int closingQuote(int quote, int escapes) {
        int run = 0;
        for (int i = quote + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return i;
            }
            if (c == text.charAt(quote) && (escapes == 0 ? run % 2 == 0 : run <= escapes)) {
                return i - Math.min(run, escapes);
            }
            run = c == '\\' ? run + 1 : 0;
        }
        return text.length();
    }

    int wordEnd(int from) {
        int i = from;
        while (i < text.length() && !Character.isWhitespace(text.charAt(i)) && ENDS_WORD.indexOf(text.charAt(i)) < 0
                && !endsBefore(i)) {
            i++;
        }
        return i;
    }

    /** Punctuation may be part of a password; it ends one only where something else plainly begins. */
    private boolean endsBefore(int i) {
        char c = text.charAt(i);
        if (",;&)}].".indexOf(c) < 0) {
            return false;
        }
        int next = i + 1;
        if (next == text.length() || Character.isWhitespace(text.charAt(next)) || ",;)}]\"'".indexOf(text.charAt(next)) >= 0) {
            return true;
        }
        int end = next;
        while (end < text.length() && end - next < LONGEST_NAME && isOfName(text.charAt(end))) {
            end++;
        }
        boolean assignment = end > next && end < text.length() && (text.charAt(end) == '=' || text.charAt(end) == ':');
        return assignment && ",;&".indexOf(c) >= 0;
    }

    static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }
}
