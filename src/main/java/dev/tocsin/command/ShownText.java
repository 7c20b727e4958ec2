package dev.tocsin.command;

import java.util.List;
import java.util.Optional;

import dev.tocsin.notice.SecretFree;

/** What was typed, as others may see it and as it is kept for long. */
final class ShownText {

    private static final String HIDDEN = "***";
    private static final int LONGEST = 2_000;
    /** What is hidden is shorter afterwards, so a little more is looked through than is shown. */
    private static final int LOOKED_THROUGH = 2_500;

    private ShownText() {
    }

    /** Without what looks like a secret. Not for event loops, since some texts take long. */
    static String of(String text) {
        return CommandIntake.cut(SecretFree.text(beginning(text)), LONGEST);
    }

    /** Whole words alone: half a secret does not look like one. */
    private static String beginning(String text) {
        if (text.length() <= LOOKED_THROUGH) {
            return text;
        }
        int end = LOOKED_THROUGH;
        while (end > 0 && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        return end == 0 ? HIDDEN : text.substring(0, end);
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
