package dev.tocsin.aws.model;

import java.util.Map;

/** Names as AWS's command line writes them: {@code DescribeDBInstances} becomes {@code describe-db-instances}. */
public final class CliNames {

    /** Those that the rule would cut in the wrong places. */
    private static final Map<String, String> ODD = Map.of(
            "GetOTelEnrichment", "get-otel-enrichment",
            "StartOTelEnrichment", "start-otel-enrichment",
            "StopOTelEnrichment", "stop-otel-enrichment",
            "UpdateOTelEnrichment", "update-otel-enrichment");

    private CliNames() {
    }

    /** @param name of an operation or of a member of its request */
    public static String of(String name) {
        String odd = ODD.get(name);
        if (odd != null) {
            return odd;
        }
        if (name.indexOf('-') >= 0) {
            return name;
        }
        int plural = pluralAtTheEnd(name);
        String cut = plural <= 0 ? name : name.substring(0, plural) + '-' + lower(name.substring(plural));
        StringBuilder words = new StringBuilder(cut.length() + 8);
        for (int i = 0; i < cut.length(); i++) {
            if (i > 0 && beginsAWord(cut, i)) {
                words.append('-');
            }
            words.append(cut.charAt(i));
        }
        return lower(words.toString());
    }

    /** Where a capital begins a word: after a small letter or a digit, or before a small letter. */
    private static boolean beginsAWord(String name, int at) {
        if (!isCapital(name.charAt(at)) || name.charAt(at - 1) == '-') {
            return false;
        }
        boolean beforeSmall = at + 1 < name.length() && isSmall(name.charAt(at + 1));
        char before = name.charAt(at - 1);
        return beforeSmall || isSmall(before) || isDigit(before);
    }

    /** Where an abbreviation of two capitals or more begins that ends the name in its plural, as in {@code ListACLs}; or -1. */
    private static int pluralAtTheEnd(String name) {
        int last = name.length() - 1;
        if (last < 2 || name.charAt(last) != 's') {
            return -1;
        }
        int begin = last;
        while (begin > 0 && isCapital(name.charAt(begin - 1))) {
            begin--;
        }
        return last - begin >= 2 ? begin : -1;
    }

    private static boolean isCapital(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    private static boolean isSmall(char letter) {
        return letter >= 'a' && letter <= 'z';
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private static String lower(String name) {
        StringBuilder small = new StringBuilder(name.length());
        name.chars().map(letter -> isCapital((char) letter) ? letter + ('a' - 'A') : letter)
                .forEach(letter -> small.append((char) letter));
        return small.toString();
    }
}
