package dev.tocsin.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

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

    private final ToIntFunction<String> measure;
    private final ArrayList<String> pieces = new ArrayList<>();
    private int size;
    private int beyond;

    /** @param measure how the chat counts: UTF-16 units or UTF-8 bytes, for instance */
    public Pieces(ToIntFunction<String> measure) {
        this.measure = measure;
    }

    /** Adds something that must not be taken apart. */
    public Pieces whole(String piece) {
        if (!piece.isEmpty()) {
            pieces.add(piece);
            size += measure.applyAsInt(piece);
        }
        return this;
    }

    /** Adds text that may be cut between any two characters. */
    public Pieces loose(String text) {
        pieces.ensureCapacity(pieces.size() + text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            whole(Characters.at(text, i));
        }
        return this;
    }

    public Pieces add(Pieces others) {
        pieces.addAll(others.pieces);
        size += others.size;
        beyond += others.beyond;
        return this;
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
        return pieces.isEmpty();
    }

    public int size() {
        return size;
    }

    /** All of it if it fits, else as much as fits together with the mark. */
    public String cut(int budget) {
        return size <= budget && beyond == 0 ? whole() : cutPieces(budget).toString();
    }

    private String whole() {
        StringBuilder whole = new StringBuilder(size);
        pieces.forEach(whole::append);
        return whole.toString();
    }

    private StringBuilder cutPieces(int budget) {
        int room = budget - MARK - CLOSING.length();
        StringBuilder kept = new StringBuilder();
        boolean open = false;
        int used = 0;
        int next = 0;
        while (next < pieces.size() && used + measure.applyAsInt(pieces.get(next)) <= room) {
            String piece = pieces.get(next++);
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
        long missing = pieces.subList(next, pieces.size()).stream()
                .mapToLong(piece -> piece.codePointCount(0, piece.length())).sum() + beyond;
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
        while (end < pieces.size() && used + measure.applyAsInt(pieces.get(end)) <= room) {
            String piece = pieces.get(end++);
            used += measure.applyAsInt(piece);
            line = piece.equals("\n") ? end : line;
            word = piece.equals(" ") ? end : word;
        }
        return line > end / 2 ? line : word > end / 2 ? word : Math.max(end, 1);
    }

    private String head(int end) {
        String head = String.join("", pieces.subList(0, end));
        return isOpenAt(end) ? head.stripTrailing() + CLOSING : head;
    }

    private Pieces tail(int end) {
        Pieces tail = new Pieces(measure);
        if (isOpenAt(end)) {
            tail.whole(FENCE).whole("\n");
        }
        pieces.subList(end, pieces.size()).forEach(tail::whole);
        return tail.beyond(beyond);
    }

    private boolean isOpenAt(int end) {
        return pieces.subList(0, end).stream().filter(FENCE::equals).count() % 2 == 1;
    }
}
