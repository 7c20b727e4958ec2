package dev.tocsin.context;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.notice.Cut;

/** An account as people read it: {@code payments-prod (123456789012)}. */
public final class AccountLabel {

    private static final int LONGEST_NAME = 60;
    private static final Pattern FORM = Pattern.compile("(?:.{0,100} \\()?([0-9]{12})\\)?");
    private static final Pattern GAPS = Pattern.compile("[\\s\\p{Cntrl}\\u2028\\u2029]+");

    private AccountLabel() {
    }

    static String of(String id, String name) {
        return name(name).filter(clean -> !clean.equals(id)).map(clean -> clean + " (" + id + ")").orElse(id);
    }

    /** The id, with or without a name before it; empty if the text is neither. */
    public static Optional<String> id(String account) {
        Matcher label = FORM.matcher(account);
        return label.matches() ? Optional.of(label.group(1)) : Optional.empty();
    }

    /** On one line and not too long; empty if nothing is left. */
    static Optional<String> name(String said) {
        return Optional.of(Cut.end(GAPS.matcher(said).replaceAll(" ").strip(), LONGEST_NAME)).filter(name -> !name.isEmpty());
    }
}
