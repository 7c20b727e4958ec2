package dev.tocsin.command.language;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Shows people in markdown what they typed, as code, in which nothing formats or mentions anybody. */
final class Echo {

    private static final int LONGEST = 80;

    private Echo() {
    }

    /** As much of it as is needed to know it again. */
    static String of(String typed) {
        String line = typed.replaceAll("\\s+", " ").strip();
        return code(line.length() <= LONGEST ? line : head(line, LONGEST - 1) + "\u2026");
    }

    static String code(String words) {
        String shown = words.replace('`', '\u02CB').replace(TypedText.VARIABLE, '$').replace(TypedText.VARIABLE_END + "", "");
        return shown.isBlank() ? "` `" : "`" + shown + "`";
    }

    /** The last after an {@code or}. */
    static String oneOf(Collection<String> choices) {
        List<String> codes = choices.stream().map(Echo::of).toList();
        int last = codes.size() - 1;
        return last < 1 ? String.join("", codes) : String.join(", ", codes.subList(0, last)) + " or " + codes.get(last);
    }

    /** The beginning of a list that may be long. */
    static String some(Collection<String> all, int most) {
        String shown = all.stream().limit(most).map(Echo::of).collect(Collectors.joining(", "));
        return all.size() <= most ? shown : shown + " and " + (all.size() - most) + " more";
    }

    static String head(String text, int units) {
        if (text.length() <= units) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(units - 1)) ? units - 1 : units);
    }
}
