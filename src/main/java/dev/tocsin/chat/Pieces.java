package dev.tocsin.chat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Escaped text made of pieces that must stay whole: a character, an entity, a link. It is measured and cut piece by piece,
 * so that a cut leaves valid markup behind, closes a code fence that it opened, and says how much is missing.
 */
public final class Pieces {

    /** Opens or closes a block of preformatted text, in Slack's markup as in Markdown. */
    public static final String FENCE = "```";

    /** Room for the longest cut mark. */
    private static final int MARK = " \u2026 (cut, 2147483647 characters more)".length() + 2;
    private static final String CLOSING = "\n" + FENCE;

    private static final int SOME = 128;
    private static final int ASCII = 128;

    private final ToIntFunction<String> measure;
    /** All pieces, one after the other: most are single characters, and there are thousands of them in a message. */
    private final StringBuilder text = new StringBuilder(SOME);
    /** Where in the text each piece ends. */
    private int[] ends = new int[SOME];
    private int count;
    private int size;
    private int beyond;

    /**
     * @param measure how the chat counts: UTF-16 units or UTF-8 bytes, for instance; a text counts as much as its characters
     *        together
     */
    public Pieces(ToIntFunction<String> measure) {
        this.measure = measure;
    }

    /** Adds something that must not be taken apart. */
    public Pieces whole(String piece) {
        if (!piece.isEmpty()) {
            makeRoom(1);
            text.append(piece);
            ends[count++] = text.length();
            size += measure.applyAsInt(piece);
        }
        return this;
    }

    /** Adds text that may be cut between any two characters. */
    public Pieces loose(String words) {
        for (int i = 0; i < words.length();) {
            int plain = i;
            while (plain < words.length() && words.charAt(plain) < ASCII) {
                plain++;
            }
            ascii(words, i, plain);
            i = plain;
            if (i < words.length()) {
                whole(Characters.at(words, i));
                i += Character.charCount(words.codePointAt(i));
            }
        }
        return this;
    }

    /** Adds part of a text that may be cut between any two characters, all of which are of ASCII. */
    public Pieces ascii(String words, int from, int to) {
        makeRoom(to - from);
        int end = text.length();
        text.append(words, from, to);
        for (int i = from; i < to; i++) {
            ends[count++] = ++end;
        }
        size += measure.applyAsInt(words.substring(from, to));
        return this;
    }

    public Pieces add(Pieces others) {
        makeRoom(others.count);
        int begin = text.length();
        text.append(others.text);
        for (int i = 0; i < others.count; i++) {
            ends[count++] = begin + others.ends[i];
        }
        size += others.size;
        beyond += others.beyond;
        return this;
    }

    private void makeRoom(int more) {
        if (count + more > ends.length) {
            ends = Arrays.copyOf(ends, Math.max(count + more, 2 * ends.length));
        }
    }

    private int start(int piece) {
        return piece == 0 ? 0 : ends[piece - 1];
    }

    private String piece(int piece) {
        int start = start(piece);
        return ends[piece] == start + 1 ? Characters.at(text, start) : text.substring(start, ends[piece]);
    }

    /** Counts characters that follow and are not even looked at, because no chat could show them. */
    public Pieces beyond(int characters) {
        beyond += characters;
        return this;
    }

    /** Adds code points as they come between the fences; the content itself must hold no fence. */
    public Pieces fenced(Pieces content) {
        return whole(FENCE).whole("\n").add(content).whole("\n").whole(FENCE);
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public int size() {
        return size;
    }

    /** All of it if it fits, else as much as fits together with the mark. */
    public String cut(int budget) {
        return size <= budget && beyond == 0 ? text.toString() : cutPieces(budget).toString();
    }

    private StringBuilder cutPieces(int budget) {
        int room = budget - MARK - CLOSING.length();
        StringBuilder kept = new StringBuilder();
        boolean open = false;
        int used = 0;
        int next = 0;
        while (next < count && used + measure.applyAsInt(piece(next)) <= room) {
            String piece = piece(next++);
            used += measure.applyAsInt(piece);
            open ^= piece.equals(FENCE);
            kept.append(piece);
        }
        if (open) {
            kept.append(CLOSING);
        }
        return kept.append(mark(next));
    }

    private String mark(int next) {
        long missing = (long) text.codePointCount(start(next), text.length()) + beyond;
        return " \u2026 (cut, " + missing + " character" + (missing == 1 ? "" : "s") + " more)";
    }

    /**
     * The text in parts that each fit, broken at a line's end or a space where there is one; a code fence is closed at the
     * end of one part and opened again in the next. The last of too many parts is cut.
     */
    public List<String> split(int budget, int maxParts) {
        List<String> parts = new ArrayList<>();
        Pieces rest = this;
        while (parts.size() < maxParts - 1 && rest.size > budget) {
            int end = rest.breakWithin(budget - CLOSING.length());
            parts.add(rest.head(end));
            rest = rest.tail(end);
        }
        if (!rest.isEmpty() && maxParts > 0) {
            parts.add(rest.cut(budget));
        }
        parts.removeIf(String::isBlank);
        return parts;
    }

    private int breakWithin(int room) {
        int used = 0;
        int end = 0;
        int line = 0;
        int word = 0;
        while (end < count && used + measure.applyAsInt(piece(end)) <= room) {
            String piece = piece(end++);
            used += measure.applyAsInt(piece);
            line = piece.equals("\n") ? end : line;
            word = piece.equals(" ") ? end : word;
        }
        return line > end / 2 ? line : word > end / 2 ? word : Math.max(end, 1);
    }

    private String head(int end) {
        String head = text.substring(0, start(end));
        return isOpenAt(end) ? head.stripTrailing() + CLOSING : head;
    }

    private Pieces tail(int end) {
        Pieces tail = new Pieces(measure);
        if (isOpenAt(end)) {
            tail.whole(FENCE).whole("\n");
        }
        for (int i = end; i < count; i++) {
            tail.whole(piece(i));
        }
        return tail.beyond(beyond);
    }

    private boolean isOpenAt(int end) {
        return IntStream.range(0, end).mapToObj(this::piece).filter(FENCE::equals).count() % 2 == 1;
    }
}
