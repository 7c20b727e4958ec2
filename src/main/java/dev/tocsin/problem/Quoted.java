package dev.tocsin.problem;

/** What a request said, short enough to be repeated in an answer: whoever sends little must not get much. */
public final class Quoted {

    private static final int NAME = 100;

    private Quoted() {
    }

    /** A name as it stands in a sentence: 100 characters at most, and three dots for the rest. */
    public static String name(String name) {
        return name.length() <= NAME ? name : beginning(name, NAME) + "…";
    }

    /** The first characters; no pair of surrogates is torn apart. */
    static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
