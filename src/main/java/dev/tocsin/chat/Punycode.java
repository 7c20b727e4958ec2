package dev.tocsin.chat;

/** One label of a host name in ASCII, RFC 3492. */
final class Punycode {

    private static final int BASE = 36;
    private static final int LEAST = 1;
    private static final int MOST = 26;

    private Punycode() {
    }

    /** The label itself if it is ASCII already. */
    static String ascii(String label) {
        if (label.chars().allMatch(c -> c < 128)) {
            return label;
        }
        int[] characters = label.codePoints().toArray();
        StringBuilder ascii = new StringBuilder("xn--");
        label.chars().filter(c -> c < 128).forEach(c -> ascii.append((char) c));
        int plain = ascii.length() - 4;
        if (plain > 0) {
            ascii.append('-');
        }
        int done = plain;
        int current = 128;
        int delta = 0;
        int bias = 72;
        while (done < characters.length) {
            int next = Integer.MAX_VALUE;
            for (int c : characters) {
                next = c >= current && c < next ? c : next;
            }
            delta += (next - current) * (done + 1);
            current = next;
            for (int c : characters) {
                delta += c < current ? 1 : 0;
                if (c == current) {
                    append(ascii, delta, bias);
                    bias = adapted(delta, done + 1, done == plain);
                    delta = 0;
                    done++;
                }
            }
            delta++;
            current++;
        }
        return ascii.toString();
    }

    private static void append(StringBuilder ascii, int delta, int bias) {
        int rest = delta;
        for (int k = BASE;; k += BASE) {
            int threshold = Math.min(MOST, Math.max(LEAST, k - bias));
            if (rest < threshold) {
                ascii.append(digit(rest));
                return;
            }
            ascii.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int adapted(int delta, int length, boolean first) {
        int rest = first ? delta / 700 : delta / 2;
        rest += rest / length;
        int k = 0;
        while (rest > (BASE - LEAST) * MOST / 2) {
            rest /= BASE - LEAST;
            k += BASE;
        }
        return k + (BASE - LEAST + 1) * rest / (rest + 38);
    }
}
