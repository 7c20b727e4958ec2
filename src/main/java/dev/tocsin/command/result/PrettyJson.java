package dev.tocsin.command.result;

import java.io.IOException;
import java.io.Writer;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

/** JSON as people read it, and no more of it than they are shown. */
final class PrettyJson {

    /** In UTF-8 a character has three bytes at most, or four for two of Java's. */
    private static final int MOST_BYTES = 1024 * 1024;
    private static final String CUT = "\n\u2026 cut here: it is longer than what is shown.\n";
    private static final ObjectWriter PRETTY = new ObjectMapper().writer(new DefaultPrettyPrinter(
            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n")).withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private PrettyJson() {
    }

    /** At most 1 MiB; longer JSON is cut at the end of a line, and says so. */
    static String of(JsonNode json) {
        Bounded bounded = new Bounded();
        try {
            PRETTY.writeValue(bounded, json);
            return bounded.text.toString();
        } catch (IOException enough) {
            int end = bounded.text.lastIndexOf("\n");
            return (end < 0 ? "" : bounded.text.substring(0, end)) + CUT;
        }
    }

    private static final class Bounded extends Writer {

        private final StringBuilder text = new StringBuilder();
        private int bytes = CUT.length() * 3;

        @Override
        public void write(char[] letters, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                bytes += letters[i] < 0x80 ? 1 : letters[i] < 0x800 || Character.isSurrogate(letters[i]) ? 2 : 3;
                if (bytes > MOST_BYTES) {
                    throw new IOException("That is enough.");
                }
                text.append(letters[i]);
            }
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    }
}
