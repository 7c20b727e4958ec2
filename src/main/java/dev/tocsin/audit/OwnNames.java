package dev.tocsin.audit;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names under which Tocsin itself, its first administrator and a developer on their own machine stand in the audit. Nobody
 * else is shown under one of them, or under one that looks like it.
 */
public final class OwnNames {

    private static final Set<String> ALL = Set.of("admin", "administrator", "bootstrap-token", "system", "tocsin", "slack",
            "developer", "local-developer", "delivery", "configurations-file", "slack-install", "token-rotation", "escalation",
            "anonymous", "unknown");
    private static final String CYRILLIC = "\u0430a\u0435e\u043eo\u0441c\u0456l\u0455s\u0442t\u043cm\u043ak\u0443y\u043fn"
            + "\u0501d\u0440p\u04cfl\u0432v\u0493r\u0438n";
    private static final String GREEK = "\u03bfo\u03b1a\u03b9l\u03c4t\u03bak\u03bdv\u03b7n\u03b5e\u03bcm";
    /** Digits, signs and letters of other scripts, each before the Latin letter that it looks like; i and 1 both like l. */
    private static final Map<Integer, Integer> LOOKS_LIKE = pairs("0o1l3e4a5s7til|l!l$s@a\u0131l" + CYRILLIC + GREEK);
    private static final Set<String> SHAPES = ALL.stream().map(OwnNames::shape).collect(Collectors.toSet());

    private OwnNames() {
    }

    /** Whether somebody could take the name for one of these. */
    public static boolean areLike(String name) {
        return SHAPES.contains(shape(name));
    }

    /** Without what the eye passes over: case, width, accents, spaces and punctuation, and which of l, I and 1 it is. */
    private static String shape(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder shape = new StringBuilder();
        plain.codePoints().map(one -> LOOKS_LIKE.getOrDefault(one, one)).filter(Character::isLetterOrDigit)
                .forEach(shape::appendCodePoint);
        return shape.toString().replace("rn", "m");
    }

    private static Map<Integer, Integer> pairs(String text) {
        int[] characters = text.codePoints().toArray();
        Map<Integer, Integer> pairs = new HashMap<>();
        for (int i = 0; i + 1 < characters.length; i += 2) {
            pairs.put(characters[i], characters[i + 1]);
        }
        return Map.copyOf(pairs);
    }
}
