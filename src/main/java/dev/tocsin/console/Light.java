package dev.tocsin.console;

/**
 * How something does: a word, and how good that is. A page shows it as a shape, the word and a colour.
 *
 * @param look one of {@code good}, {@code warn}, {@code bad} and {@code calm}, of the style sheet
 */
public record Light(String word, String look) {

    public static Light good(String word) {
        return new Light(word, "good");
    }

    public static Light warn(String word) {
        return new Light(word, "warn");
    }

    public static Light bad(String word) {
        return new Light(word, "bad");
    }

    /** Neither good nor bad. */
    public static Light calm(String word) {
        return new Light(word, "calm");
    }
}
