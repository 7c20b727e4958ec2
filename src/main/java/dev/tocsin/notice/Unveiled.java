package dev.tocsin.notice;

/**
 * A text as its reader or its browser understands it: without invisible characters, and with letters and signs that are
 * percent-encoded (even several times over), escaped as in JSON or wide in their plain form. It remembers where each character
 * stood.
 */
final class Unveiled {

    private static final int MOST_LAYERS = 4;

    private final String text;
    /** Begin and end of each character in the original; null where nothing was veiled. */
    private final int[] starts;
    private final int[] ends;

    private Unveiled(String text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    static Unveiled of(String text) {
        Unveiled unveiled = new Unveiled(text, null, null);
        for (int layer = 0; layer < MOST_LAYERS && isVeiled(unveiled.text); layer++) {
            Unveiled next = unveiled.lift();
            if (next.text.equals(unveiled.text)) {
                break;
            }
            unveiled = next;
        }
        return unveiled;
    }

    String text() {
        return text;
    }

    /** Where in the original a character begins. */
    int start(int index) {
        return starts == null ? index : starts[index];
    }

    /** Where in the original a character ends. */
    int end(int index) {
        return ends == null ? index + 1 : ends[index];
    }

    private static boolean isVeiled(String text) {
        return text.indexOf('%') >= 0 || text.indexOf('\\') >= 0 || isDisguised(text);
    }

    /** Whether it has characters that cannot be seen, or that merely look like those of ASCII. */
    static boolean isDisguised(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x80) {
                continue;
            }
            if (isInvisible(c) || c >= 0x80 && (Character.isHighSurrogate(c) || plain(c) != c)) {
                return true;
            }
        }
        return false;
    }

    /** In ASCII, what differs from it by its width only, or is drawn like a colon or an equals sign. */
    private static char plain(char c) {
        if (c < 0x80) {
            return c;
        }
        if (c >= 0xFF01 && c <= 0xFF5E) {
            return (char) (c - 0xFEE0);
        }
        return switch (c) {
            case 0xFE55, 0x2236, 0xA789 -> ':';
            case 0xFE66 -> '=';
            default -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c;
        };
    }

    private Unveiled lift() {
        int length = text.length();
        StringBuilder plain = new StringBuilder(length);
        int[] starts = new int[length];
        int[] ends = new int[length];
        for (int i = 0; i < length;) {
            char c = text.charAt(i);
            int end = i + 1;
            if (Character.isHighSurrogate(c) && isInvisible(text.codePointAt(i))) {
                i += 2;
                continue;
            }
            if (c == '%' && hex(i + 1, 2) >= 0x20) {
                c = (char) hex(i + 1, 2);
                end = i + 3;
            } else if (c == '\\' && end < length && text.charAt(end) == 'u' && hex(i + 2, 4) >= 0x20) {
                c = (char) hex(i + 2, 4);
                end = i + 6;
            }
            // Bytes of encoded characters beyond ASCII may be invisible characters, and are never what is looked for.
            boolean byteOfMany = end == i + 3 && c >= 0x80;
            if (!byteOfMany && !isInvisible(c)) {
                starts[plain.length()] = start(i);
                ends[plain.length()] = end(end - 1);
                plain.append(plain(c));
            }
            i = end;
        }
        return new Unveiled(plain.toString(), starts, ends);
    }

    /** The number that so many hexadecimal digits give; -1 if they are none. */
    private int hex(int from, int digits) {
        if (from + digits > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0 || text.charAt(i) > 'f') {
                return -1;
            }
            number = 16 * number + digit;
        }
        return number;
    }

    /**
     * Control characters and those without width: format characters, soft hyphens, joiners, fillers and variation selectors.
     */
    private static boolean isInvisible(int c) {
        if (c < 0x80) {
            return c < ' ' && c != '\n' && c != '\t';
        }
        boolean selector = c >= 0xFE00 && c <= 0xFE0F || c >= 0x180B && c <= 0x180F || c >= 0xE0100 && c <= 0xE01EF;
        boolean filler = c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
        return selector || filler || Character.getType(c) == Character.FORMAT;
    }
}
