package dev.tocsin.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns member names into words: {@code build-status} into "Build status", {@code EC2InstanceId} into "EC2 instance ID". */
public final class Labels {

    private static final int LONGEST = 60;
    private static final int LONGEST_BARE = 128;
    private static final Set<String> ACRONYMS = Set.of("arn", "id", "ip", "url", "uri", "uuid", "dns", "ami", "acl", "api",
            "cpu", "vpc", "kms", "iam", "sns", "sqs", "db", "ttl", "cve", "utc", "mfa", "aws", "ec2", "ecs", "ecr", "eks", "s3",
            "rds", "az");
    private static final Map<String, String> PLURALS = Map.of("arns", "ARNs", "ids", "IDs", "ips", "IPs", "urls", "URLs");

    private Labels() {
    }

    public static String of(String name) {
        String words = words(name).stream().map(Labels::word).collect(Collectors.joining(" "));
        return words.isEmpty() ? "Value" : Cut.end(capital(words), LONGEST);
    }

    /** A name that already has words in it stays; {@code OrderFailed} becomes "Order Failed". */
    public static String title(String name) {
        String title = name.indexOf(' ') >= 0 ? name : String.join(" ", words(name));
        return title.isBlank() ? name : capital(title);
    }

    /** The letters and digits of a name in lower case, to compare it by: {@code Build-Status} is {@code buildstatus}. */
    static String bare(String name) {
        int length = Math.min(name.length(), LONGEST_BARE);
        StringBuilder letters = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                letters.append(Character.toLowerCase(c));
            }
        }
        return letters.toString();
    }

    /** "Cluster ARN" becomes "Cluster", for a value that is no longer one. */
    static String withoutArn(String label) {
        return label.length() > 4 && label.endsWith(" ARN") ? label.substring(0, label.length() - 4) : label;
    }

    /** The words in a name, at borders of case and at all that is neither letter nor digit. */
    private static List<String> words(String name) {
        StringBuilder spaced = new StringBuilder();
        for (int i = 0; i < Math.min(name.length(), 4 * LONGEST); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                spaced.append(' ');
                continue;
            }
            if (i > 0 && beginsWord(name, i)) {
                spaced.append(' ');
            }
            spaced.append(c);
        }
        return Arrays.stream(spaced.toString().split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    private static boolean beginsWord(String name, int i) {
        boolean upper = Character.isUpperCase(name.charAt(i));
        boolean afterLower = Character.isLowerCase(name.charAt(i - 1)) || Character.isDigit(name.charAt(i - 1));
        boolean beforeLower = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
        return upper && (afterLower || beforeLower && Character.isUpperCase(name.charAt(i - 1)));
    }

    private static String word(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (ACRONYMS.contains(lower)) {
            return lower.toUpperCase(Locale.ROOT);
        }
        boolean acronym = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
        return acronym ? word : PLURALS.getOrDefault(lower, lower);
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
