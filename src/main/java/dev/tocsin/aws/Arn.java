package dev.tocsin.aws;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An Amazon Resource Name.
 *
 * @param partition the partition's id, for instance {@code aws-cn}; not necessarily one that {@link Partition} knows
 * @param service for instance {@code cloudwatch}
 * @param region the Region id, empty for global resources
 * @param account the 12-digit account id, or a word such as {@code aws} for AWS's own resources, or empty
 * @param resource everything after the fifth colon, for instance {@code alarm:High CPU}
 */
public record Arn(String partition, String service, String region, String account, String resource) {

    /** The longest ARN that AWS documents (IAM policy variables, CloudFormation) has 2,048 characters. */
    private static final int LONGEST = 2048;

    private static final int PARTS = 6;
    private static final int LONGEST_WORD = 63;
    private static final int LONGEST_REGION = 32;
    private static final int ACCOUNT = 12;
    private static final Pattern PARTITION = Pattern.compile("aws(?:-[a-z]{1,10}){0,4}");

    /** Reads an ARN, strictly: anything that is none, null included, gives empty. */
    public static Optional<Arn> parse(String text) {
        if (text == null || text.length() > LONGEST || !text.startsWith("arn:aws")) {
            return Optional.empty();
        }
        // By hand: several ARNs are read of each message, and an expression for all of it takes three times as long.
        String[] parts = text.split(":", PARTS);
        return parts.length == PARTS && isPartition(parts[1]) && isService(parts[2]) && isRegion(parts[3])
                && isAccount(parts[4]) && isResource(parts[5])
                        ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
                        : Optional.empty();
    }

    private static boolean isPartition(String text) {
        return "aws".equals(text) || PARTITION.matcher(text).matches();
    }

    private static boolean isService(String text) {
        return !text.isEmpty() && text.charAt(0) != '-' && isWord(text, LONGEST_WORD);
    }

    private static boolean isRegion(String text) {
        return isWord(text, LONGEST_REGION);
    }

    private static boolean isAccount(String text) {
        return text.isEmpty() || isAccountId(text)
                || text.charAt(0) >= 'a' && text.charAt(0) <= 'z' && isWord(text, LONGEST_WORD);
    }

    static boolean isAccountId(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return text.length() == ACCOUNT;
    }

    private static boolean isWord(String text, int longest) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || isDigit(c) || c == '-')) {
                return false;
            }
        }
        return text.length() <= longest;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Anything that stands in one line. */
    private static boolean isResource(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7F || c == 0x2028 || c == 0x2029) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}
