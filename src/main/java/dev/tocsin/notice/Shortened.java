package dev.tocsin.notice;

import java.io.IOException;
import java.io.Writer;

/**
 * Keeps the beginning of what is written and counts the rest, so that a text which grows a hundredfold when it is indented
 * does so nowhere in memory.
 */
final class Shortened extends Writer {

    /** More than any chat shows of one text. */
    static final int LONGEST = 20_000;

    /** Where counting ends too; what is missing is then at least that much. */
    private static final int COUNTED = 10_000_000;

    private final StringBuilder kept = new StringBuilder();
    private int written;

    /** Ends the writing. */
    static final class Enough extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        kept.append(characters, offset, Math.min(length, LONGEST - kept.length()));
        written += length;
        if (written > COUNTED) {
            throw new Enough();
        }
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    Text.Preformatted text() {
        boolean torn = written > kept.length() && Character.isHighSurrogate(kept.charAt(kept.length() - 1));
        String content = torn ? kept.substring(0, kept.length() - 1) : kept.toString();
        return new Text.Preformatted(content, written - content.length());
    }
}
