package dev.tocsin.aws.model;

import java.util.Locale;
import java.util.Optional;

/**
 * A line of a table that is a member: its name, its shape, and what else there is to say of it. {@code Marker string ~ query !
 * # Where to go on.} is a member that is required, stands in the query, and is called {@code marker} there.
 */
final class MemberLine {

    private static final String SUMMARY = " # ";
    private static final String REQUIRED = "!";
    private static final String PARAMETER = "--";

    private MemberLine() {
    }

    static ShapeMember of(String line) {
        int hash = line.indexOf(SUMMARY);
        String summary = hash < 0 ? "" : line.substring(hash + SUMMARY.length());
        String[] words = words(line, hash);
        String name = words[0];
        String wireName = name;
        ShapeMember.Place place = ShapeMember.Place.BODY;
        Optional<String> timestampFormat = Optional.empty();
        boolean isAttribute = false;
        boolean isToken = false;
        Optional<String> parameter = Optional.empty();
        for (int i = 2; i < words.length; i++) {
            String word = words[i];
            switch (word) {
                case REQUIRED -> {
                }
                case "~" -> wireName = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
                case "uri", "query", "header", "headers", "status" ->
                    place = ShapeMember.Place.valueOf(word.toUpperCase(Locale.ROOT));
                case "iso8601", "rfc822", "unixTimestamp" -> timestampFormat = Optional.of(word);
                case "attribute" -> isAttribute = true;
                case "token" -> isToken = true;
                default -> {
                    if (word.startsWith(PARAMETER)) {
                        parameter = Optional.of(word.substring(PARAMETER.length()));
                    } else {
                        wireName = word.substring(1);
                    }
                }
            }
        }
        return new ShapeMember(name, words[1], place, wireName, timestampFormat, isAttribute, isToken, summary,
                parameter);
    }

    static boolean isRequired(String line) {
        for (String word : words(line, line.indexOf(SUMMARY))) {
            if (word.equals(REQUIRED)) {
                return true;
            }
        }
        return false;
    }

    private static String[] words(String line, int hash) {
        return line.substring(1, hash < 0 ? line.length() : hash).split(" ");
    }
}
