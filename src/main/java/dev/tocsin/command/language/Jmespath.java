package dev.tocsin.command.language;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import software.amazon.smithy.jmespath.JmespathException;
import software.amazon.smithy.jmespath.JmespathExpression;

/** What part of an answer is to be shown, in the language of jmespath.org. */
public final class Jmespath {

    private static final int LONGEST = 2_000;
    /** None goes deeper than it has these. */
    private static final int MOST_STEPS = 300;
    private static final String STEPS = ".|[({&!*<>=";
    private static final Pattern QUOTED = Pattern.compile("\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"", Pattern.DOTALL);
    /** A number that a few characters say takes minutes and much memory to be written in full. */
    private static final Pattern HUGE = Pattern
            .compile("(?<![A-Za-z0-9_.])[0-9]+(?:\\.[0-9]+)?[eE][+-]?0*(?:[4-9][0-9]{2}|[0-9]{4})|[0-9]{401}");
    private static final Pattern PLACE = Pattern.compile("Syntax error at line [0-9]+ column ([0-9]+): ?");
    private static final Pattern UNKNOWN = Pattern.compile("Unknown function: (\\w+)");
    private static final Pattern FOUND = Pattern.compile("found '([^']+)'");

    private Jmespath() {
    }

    /** The query as it was said, if it can be read so or with straight quotation marks. */
    static String checked(String query) {
        String straight = Quotation.straight(query);
        return straight.equals(query) || isReadable(query) || !isReadable(straight) ? judged(query) : straight;
    }

    private static boolean isReadable(String query) {
        try {
            parsed(query);
            return true;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static String judged(String query) {
        try {
            unknownFunction(parsed(query)).ifPresent(name -> {
                throw new IllegalArgumentException("JMESPath has no function `" + name + "`.");
            });
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
        String bare = withoutTexts(query);
        if (bare.chars().filter(c -> STEPS.indexOf(c) >= 0).count() > MOST_STEPS) {
            throw new IllegalArgumentException("it has more than 300 steps.");
        }
        if (HUGE.matcher(bare).find()) {
            throw new IllegalArgumentException("it has a number of more than 400 digits.");
        }
        try {
            return JmespathExpression.parse(withStrictLiterals(query));
        } catch (JmespathException | NumberFormatException unreadable) {
            throw new IllegalArgumentException(words(unreadable.getMessage()), unreadable);
        }
    }

    private static Optional<String> unknownFunction(JmespathExpression query) {
        return query.lint().getProblems().stream().map(problem -> UNKNOWN.matcher(problem.message)).filter(Matcher::find)
                .map(unknown -> Echo.head(unknown.group(1), 40)).findFirst();
    }

    /** AWS's command line also takes {@code `running`} for the string, which JMESPath no longer does. */
    private static String withStrictLiterals(String query) {
        StringBuilder strict = new StringBuilder(query.length());
        int at = 0;
        while (at < query.length()) {
            int end = "'\"`".indexOf(query.charAt(at)) < 0 ? at + 1 : literalEnd(query, at);
            String part = query.substring(at, end);
            strict.append(part.length() > 1 && part.startsWith("`") ? strict(part.substring(1, part.length() - 1)) : part);
            at = end;
        }
        return strict.toString();
    }

    private static String withoutTextsOfLiteral(String literal) {
        return CommandJson.any(literal.strip()).isPresent() ? QUOTED.matcher(literal).replaceAll("''") : "''";
    }

    private static String withoutTexts(String query) {
        StringBuilder bare = new StringBuilder(query.length());
        int at = 0;
        while (at < query.length()) {
            int end = "'\"`".indexOf(query.charAt(at)) < 0 ? at + 1 : literalEnd(query, at);
            String part = query.substring(at, end);
            boolean isText = part.length() > 1 && !part.startsWith("`");
            bare.append(isText ? "''" : part.length() > 1 ? withoutTextsOfLiteral(part.substring(1, part.length() - 1)) : part);
            at = end;
        }
        return bare.toString();
    }

    /** Behind the mark that closes what opens here; behind this one, if none does. */
    private static int literalEnd(String query, int from) {
        for (int i = from + 1; i < query.length(); i++) {
            if (query.charAt(i) == '\\') {
                i++;
            } else if (query.charAt(i) == query.charAt(from)) {
                return i + 1;
            }
        }
        return from + 1;
    }

    private static String strict(String literal) {
        String value = literal.strip();
        return CommandJson.any(value).isPresent() ? "`" + literal + "`"
                : "'" + value.replace("\\`", "`").replace("'", "\\'") + "'";
    }

    /** Its reader names all that might have followed, which nobody reads. */
    private static String words(String message) {
        String words = message == null ? "" : message.replaceAll("\\s+", " ").replace('`', '\'').strip();
        Matcher place = PLACE.matcher(words);
        String where = place.find() ? " at character " + place.group(1) : "";
        if (words.contains("found EOF") || words.contains("[EOF]")) {
            return "it ends too early.";
        }
        Matcher found = FOUND.matcher(words);
        if (found.find()) {
            return "`" + Echo.head(found.group(1), 20) + "` is not expected" + where + ".";
        }
        String rest = words.substring(where.isEmpty() ? 0 : place.end());
        return (rest.isBlank() ? "it is no JMESPath" : Echo.head(rest, 150).replaceFirst("\\.$", "")) + where + ".";
    }
}
