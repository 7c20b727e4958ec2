package dev.tocsin.notice;

import java.util.List;
import java.util.Set;

/** The secrets in command lines: {@code --password ...}, {@code -u user:...}. */
final class SecretOptions {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_GAP = 8;
    private static final int SHORTEST = 4;
    private static final int NEAR = 300;
    /** Some editors turn two hyphens into a dash. */
    private static final String DASHES = "-\u2013\u2014";
    private static final String BEFORE = "\"'`([,>";
    private static final Set<String> USERS = Set.of("u", "user", "proxyuser");
    /** They name a secret that is kept elsewhere. */
    private static final List<String> ELSEWHERE = List.of("secretid", "file", "path", "stdin", "env", "url");

    private final String text;
    private final List<int[]> found;
    private final ValueEnds ends;

    SecretOptions(String text, List<int[]> found, ValueEnds ends) {
        this.text = text;
        this.found = found;
        this.ends = ends;
    }

    /** At a dash; gives the place to go on at. */
    int at(int start) {
        int begin = start;
        while (begin < text.length() && begin - start < 2 && DASHES.indexOf(text.charAt(begin)) >= 0) {
            begin++;
        }
        boolean first = start == 0 || Character.isWhitespace(text.charAt(start - 1))
                || BEFORE.indexOf(text.charAt(start - 1)) >= 0;
        if (!first) {
            return begin; // a hyphen within a word, as most are
        }
        int end = begin;
        while (end < text.length() && end - begin < LONGEST_NAME
                && (Character.isLetterOrDigit(text.charAt(end)) || "-_".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        String name = text.substring(begin, end);
        int from = end > begin ? valueStart(end) : -1;
        if (from < 0) {
            return begin;
        }
        if (USERS.contains(Labels.bare(name))) {
            return user(start, from);
        }
        boolean secret = Secrets.isSecretName(name) && ELSEWHERE.stream().noneMatch(Labels.bare(name)::endsWith);
        return secret ? value(name, from, text.charAt(end) == '=') : begin;
    }

    /** Behind an equals sign or spaces; -1 if nothing follows. */
    private int valueStart(int from) {
        boolean assigned = text.startsWith("=", from);
        int i = assigned ? from + 1 : from;
        while (!assigned && i < text.length() && i - from < LONGEST_GAP && " \t".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i > from && i < text.length() && DASHES.indexOf(text.charAt(i)) < 0 ? i : -1;
    }

    private int value(String name, int from, boolean assigned) {
        int quote = ends.openingQuote(from);
        int begin = quote < 0 ? from : quote + 1;
        int end = end(from, quote);
        String value = text.substring(begin, end);
        boolean variable = value.startsWith("$") || value.startsWith("{") || value.startsWith("%");
        boolean prose = !assigned && quote < 0 && value.chars().allMatch(Character::isLetter);
        if (value.length() >= SHORTEST && !variable && !prose && AssignedSecrets.saysSomething(value)
                && AssignedSecrets.isSecret(name, value)) {
            found.add(new int[] { begin, end });
            return end;
        }
        return from;
    }

    /** Other commands know users and groups by number, which look alike. */
    private int user(int option, int from) {
        int quote = ends.openingQuote(from);
        int begin = quote < 0 ? from : quote + 1;
        int end = end(from, quote);
        int colon = text.substring(begin, end).indexOf(':');
        int password = begin + colon + 1;
        if (colon < 1 || password >= end || text.startsWith("//", password) || text.charAt(password) == '$') {
            return from;
        }
        String value = text.substring(password, end);
        boolean number = value.chars().allMatch(Character::isDigit);
        boolean word = value.chars().allMatch(Character::isLetter);
        if (!number && !word || text.substring(Math.max(0, option - NEAR), option).contains("curl")) {
            found.add(new int[] { password, end });
            return end;
        }
        return from;
    }

    private int end(int from, int quote) {
        return quote < 0 ? ends.wordEnd(from) : ends.closingQuote(quote, quote - from);
    }
}
