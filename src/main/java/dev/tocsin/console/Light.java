package dev.tocsin.console;

/**
 * How something does: a word, and how good that is. A page shows it as a shape, the word and a colour.
 *
 * @param look one of {@code good}, {@code warn}, {@code bad} and {@code calm}, of the style sheet
 */
public record Light(String word, String look) {

    private static final String GOOD = "good";
    private static final String WARN = "warn";
    private static final String BAD = "bad";
    private static final String CALM = "calm";

    public static Light good(String word) {
        return new Light(word, GOOD);
    }

    public static Light warn(String word) {
        return new Light(word, WARN);
    }

    public static Light bad(String word) {
        return new Light(word, BAD);
    }

    /** Neither good nor bad. */
    public static Light calm(String word) {
        return new Light(word, CALM);
    }
}
