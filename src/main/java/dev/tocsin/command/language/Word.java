package dev.tocsin.command.language;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a command.
 *
 * @param text without its quotation marks; variables stand in it as {@link TypedText#VARIABLE marks} around their names
 * @param isQuoted whether it begins with a quotation mark, so that it is a value whatever it looks like
 * @param start where it begins in the text
 * @param end where the next may begin
 */
record Word(String text, boolean isQuoted, int start, int end) {

    /** Phones make one dash of two. */
    private static final Pattern OPTION = Pattern
            .compile("(?s)[-\u2010-\u2015\u2212]{1,3}(?<name>[A-Za-z][A-Za-z0-9_.-]*)(?:=(?<value>.*))?");
    private static final Pattern ANY_OPTION = Pattern.compile("(?s)[-\u2010-\u2015\u2212]{1,3}[A-Za-z].*");

    /**
     * What stands before a value.
     *
     * @param value what follows an equals sign
     */
    record Option(String name, Optional<String> value) {
    }

    Optional<Option> option() {
        if (isQuoted) {
            return Optional.empty();
        }
        Matcher option = OPTION.matcher(text);
        if (option.matches()) {
            return Optional.of(new Option(option.group("name"), Optional.ofNullable(option.group("value"))));
        }
        if (ANY_OPTION.matcher(text).matches()) {
            throw new UnclearCommand(Echo.of(text) + " is no option. Put a value that begins with a dash in quotation marks.");
        }
        return Optional.empty();
    }

    boolean isOption() {
        return !isQuoted && ANY_OPTION.matcher(text).matches();
    }

    /** Whether it is this word of the language, which is written in small letters. */
    boolean is(String keyword) {
        return !isQuoted && text.equalsIgnoreCase(keyword);
    }

    /** What follows the equals sign of an option. */
    Word withText(String value) {
        return new Word(value, true, start, end);
    }
}
