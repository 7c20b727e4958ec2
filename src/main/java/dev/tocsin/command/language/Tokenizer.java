package dev.tocsin.command.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a command apart as a shell would, though nothing in it means anything to a shell: there are quotation marks and
 * backslashes, and no variables, no substitution, no pipes and no files. Besides, it knows what a shell does not: JSON and
 * JMESPath without quotation marks around them, the quotation marks of phones, and code spans.
 */
final class Tokenizer {

    /** The longest command; a message of Slack can have 40,000 characters. */
    static final int LONGEST = 6_000;

    private static final Pattern OPERATOR = Pattern.compile("\\|\\|?|&&?|;|[0-9]?>>?(?:&[0-9])?|<<?");
    private static final Pattern PLACEHOLDER = Pattern.compile("<[\\w .-]+>");
    private static final Pattern ASSIGNED = Pattern.compile("[-\u2010-\u2015\u2212]{1,3}[A-Za-z][A-Za-z0-9_.-]*=");
    private static final Pattern QUERY = Pattern.compile("(?i)[-\u2010-\u2015\u2212]{1,3}query=?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final String text;
    private final boolean hasVariables;
    private final List<Word> words = new ArrayList<>();
    private StringBuilder word = new StringBuilder();
    private int at;
    /** How many backticks opened the code that we are in. */
    private int code;

    private Tokenizer(String text, boolean hasVariables) {
        this.text = text;
        this.hasVariables = hasVariables;
    }

    static List<Word> words(String text) {
        return new Tokenizer(text, false).words();
    }

    /** With what {@code $name} says as {@link TypedText#VARIABLE variables}, unless a backslash is before it. */
    static List<Word> wordsWithVariables(String text) {
        return new Tokenizer(text, true).words();
    }

    private List<Word> words() {
        while (true) {
            skip();
            if (at == text.length()) {
                return List.copyOf(words);
            }
            words.add(word());
        }
    }

    /** To where the next word begins, over the signs of code. */
    private void skip() {
        while (at < text.length()) {
            int ticks = ticks(at);
            if (ticks > 0) {
                code = code > 0 ? 0 : ticks;
                at += ticks;
            } else if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("\\\n", at)) {
                at += 2;
            } else {
                return;
            }
        }
    }

    private Word word() {
        int start = at;
        word = new StringBuilder();
        boolean quoted = Quotation.opens(text, at);
        whole();
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && !closesCode()) {
            char c = text.charAt(at);
            if (Quotation.opens(text, at)) {
                quoted();
            } else if (c == '\\' && at + 1 < text.length()) {
                word.append(text.charAt(at + 1) == '\n' ? "" : Character.toString(text.codePointAt(at + 1)));
                at += 1 + Character.charCount(text.codePointAt(at + 1));
            } else if (c == '$') {
                dollar();
            } else {
                word.append(c);
                at++;
                whole();
            }
        }
        String made = word.toString();
        if (!quoted) {
            refuseShell(start, made);
        }
        return new Word(made, quoted, start, at);
    }

    /** Takes JSON or a query as it is, where one begins: at the start of a word, or after an option's equals sign. */
    private void whole() {
        boolean assigned = word.length() > 0 && text.charAt(at - 1) == '=' && ASSIGNED.matcher(word).matches();
        if (at == text.length() || word.length() > 0 && !assigned) {
            return;
        }
        boolean query = assigned ? QUERY.matcher(word).matches()
                : !words.isEmpty() && !words.get(words.size() - 1).isQuoted()
                        && QUERY.matcher(words.get(words.size() - 1).text()).matches();
        if (query && !Quotation.opens(text, at) && !Character.isWhitespace(text.charAt(at))) {
            int end = endBeforeCode(Balanced.queryEnd(text, at));
            word.append(withVariables(Quotation.straight(text.substring(at, end))));
            at = end;
        } else {
            Optional<Balanced.Json> json = Balanced.json(text, at, hasVariables);
            json.ifPresent(found -> {
                word.append(withVariables(found.text()));
                at = found.end();
            });
        }
    }

    /** A query may itself have backticks; one that has no other closes the code around it. */
    private int endBeforeCode(int end) {
        boolean odd = text.substring(at, end).chars().filter(c -> c == '`').count() % 2 == 1;
        return code > 0 && odd && end - code > at && ticks(end - code) == code ? end - code : end;
    }

    private void quoted() {
        Quotation quotation = Quotation.at(text, at);
        int from = at + 1;
        int end = quotation.end(text, from);
        if (end < 0) {
            throw new UnclearCommand("The quotation mark before " + Echo.of(Echo.head(text.substring(from), 30))
                    + " is not closed. Put the other one where its text ends.");
        }
        String inside = text.substring(from, end);
        word.append(inside(quotation.isSpaced() ? inside.strip() : inside, quotation.hasEscapes()));
        at = end + 1;
    }

    private String inside(String quoted, boolean hasEscapes) {
        StringBuilder inside = new StringBuilder();
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            char next = i + 1 < quoted.length() ? quoted.charAt(i + 1) : ' ';
            if (hasEscapes && c == '\\' && (next == '\\' || next == '$' || next == '`' || Quotation.isDouble(next))) {
                inside.append(next);
                i++;
            } else if (c == '$' && hasVariables) {
                int end = nameEnd(quoted, i + 1);
                inside.append(end > 0 ? variable(quoted.substring(i + 1, end)) : "$");
                i = end > 0 ? end - 1 : i;
            } else {
                inside.append(c);
            }
        }
        return inside.toString();
    }

    /** Outside of quotation marks. */
    private void dollar() {
        int end = nameEnd(text, at + 1);
        if (text.startsWith("$(", at) || text.startsWith("${", at)) {
            throw new UnclearCommand("Commands here are no shell, so " + Echo.of(text.substring(at, at + 2))
                    + " has no meaning. Put text that has it in quotation marks.");
        }
        word.append(hasVariables && end > 0 ? variable(text.substring(at + 1, end)) : "$");
        at = hasVariables && end > 0 ? end : at + 1;
    }

    private String withVariables(String raw) {
        return hasVariables ? inside(raw, false) : raw;
    }

    private static String variable(String name) {
        return TypedText.VARIABLE + name + TypedText.VARIABLE_END;
    }

    /** Where the name of a variable that begins here ends; -1 if none does. */
    static int nameEnd(String text, int from) {
        Matcher name = NAME.matcher(text).region(from, text.length());
        return name.lookingAt() ? name.end() : -1;
    }

    private void refuseShell(int start, String made) {
        String typed = text.substring(start, at);
        if (PLACEHOLDER.matcher(typed).matches()) {
            throw new UnclearCommand("Put a value of your own in place of " + Echo.of(typed) + ".");
        }
        Matcher operator = OPERATOR.matcher(typed);
        boolean ends = typed.length() > 1 && ";|&".indexOf(typed.charAt(typed.length() - 1)) >= 0
                && made.endsWith(typed.substring(typed.length() - 1));
        boolean begins = operator.lookingAt();
        if (begins || ends) {
            String sign = begins ? operator.group() : typed.substring(typed.length() - 1);
            throw new UnclearCommand("Commands here are no shell, so " + Echo.code(sign)
                    + " has no meaning: give one command at a time, and put text that has it in quotation marks.");
        }
    }

    private boolean closesCode() {
        int ticks = code == 0 ? 0 : ticks(at);
        int after = at + ticks;
        boolean closes = ticks > 0 && (after == text.length() || Character.isWhitespace(text.charAt(after)));
        if (closes) {
            code = 0;
            at = after;
        }
        return closes;
    }

    private int ticks(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == '`') {
            i++;
        }
        return i - from;
    }
}
