package dev.tocsin.command;

import java.util.List;
import java.util.Optional;

import dev.tocsin.notice.HiddenSecrets;

/** What was typed, as others may see it and as it is kept for long. */
final class ShownText {

    private static final String HIDDEN = "***";
    private static final int LONGEST = 2_000;

    private ShownText() {
    }

    /** Without what looks like a secret. */
    static String of(String text) {
        return CommandIntake.cut(HiddenSecrets.in(text), LONGEST);
    }

    /**
     * Without these values too, whatever they look like.
     *
     * @param otherwise what is shown if one of them cannot be told from the rest, being written in another way
     */
    static String of(String text, List<SensitiveValue> secrets, String otherwise) {
        String shown = text;
        for (SensitiveValue secret : secrets) {
            Optional<String> form = secret.forms().stream().filter(shown::contains).findFirst();
            if (form.isEmpty()) {
                return of(otherwise);
            }
            shown = shown.replace(form.get(), HIDDEN);
        }
        return of(shown);
    }
}
