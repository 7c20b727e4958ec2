package dev.tocsin.chat;

/** Where a line of text begins, which is where Markdown takes signs for headings, lists and quotations. */
public final class LineStart {

    /** Blanks before a sign that are looked over, at most. */
    private static final int INDENT = 100;

    private LineStart() {
    }

    /** Whether nothing but blanks stands between the beginning of the line and this place. */
    public static boolean at(String text, int at) {
        int i = at;
        while (i > 0 && at - i < INDENT && text.charAt(i - 1) != '\n' && (Character.isWhitespace(text.charAt(i - 1))
                || Character.isSpaceChar(text.charAt(i - 1)))) {
            i--;
        }
        return i == 0 || text.charAt(i - 1) == '\n';
    }

    /** At the sign of {@code 1.} or {@code 1)} at the beginning of a line, which Markdown would make a list. */
    public static boolean endsNumber(String text, int at) {
        boolean ends = at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1));
        int start = at;
        while (ends && start > 0 && at - start < 10 && text.charAt(start - 1) >= '0' && text.charAt(start - 1) <= '9') {
            start--;
        }
        return start < at && at - start < 10 && at(text, start);
    }
}
