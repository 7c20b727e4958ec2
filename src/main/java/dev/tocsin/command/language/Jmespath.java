package dev.tocsin.command.language;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import software.amazon.smithy.jmespath.JmespathException;
import software.amazon.smithy.jmespath.JmespathExpression;

/** What part of an answer is to be shown, in the language of jmespath.org. */
public final class Jmespath {

    private static final int LONGEST = 2_000;
    /** A literal, or a string in which one may not begin. */
    private static final Pattern LITERAL = Pattern
            .compile("'(?:\\\\.|[^'\\\\])*+'|\"(?:\\\\.|[^\"\\\\])*+\"|`(?<literal>(?:\\\\.|[^`\\\\])*+)`", Pattern.DOTALL);

    private Jmespath() {
    }

    /** The query as it was said, if it can be read. */
    static String checked(String query) {
        try {
            parsed(query);
            return query;
        } catch (IllegalArgumentException unreadable) {
            throw new UnclearCommand("The query " + Echo.of(query) + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** @throws IllegalArgumentException if it cannot be read; the message says why, in one sentence */
    public static JmespathExpression parsed(String query) {
        if (query.length() > LONGEST) {
            throw new IllegalArgumentException("it has more than 2,000 characters.");
        }
        try {
            return JmespathExpression.parse(withStrictLiterals(query));
        } catch (JmespathException | NumberFormatException unreadable) {
            throw new IllegalArgumentException(words(unreadable.getMessage()), unreadable);
        }
    }

    /** AWS's command line also takes {@code `running`} for the string, which JMESPath no longer does. */
    private static String withStrictLiterals(String query) {
        return LITERAL.matcher(query).replaceAll(found -> Matcher.quoteReplacement(
                found.group(1) == null || CommandJson.any(found.group(1).strip()).isPresent() ? found.group()
                        : "'" + found.group(1).strip().replace("\\`", "`").replace("'", "\\'") + "'"));
    }

    private static String words(String message) {
        String words = message == null ? "" : message.replaceAll("\\s+", " ").replace('`', '\'').strip();
        String brief = words.length() > 200 ? Echo.head(words, 200) + "\u2026" : words;
        return brief.isEmpty() ? "it is no JMESPath."
                : Character.toLowerCase(brief.charAt(0)) + brief.substring(1)
                        + (brief.endsWith(".") ? "" : ".");
    }
}
