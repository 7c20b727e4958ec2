package dev.tocsin.start;

import java.util.Locale;

/** How settings are spelt for people. */
public final class Setting {

    private Setting() {
    }

    /** The property and its environment variable: {@code tocsin.sns.max-age (TOCSIN_SNS_MAX_AGE)}. */
    public static String named(String property) {
        return property + " (" + variable(property) + ")";
    }

    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
