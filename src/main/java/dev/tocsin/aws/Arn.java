package dev.tocsin.aws;

import java.util.Optional;
import java.util.regex.Matcher;
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

    private static final Pattern FORM = Pattern.compile("""
            arn:(aws(?:-[a-z]{1,10}){0,4})\
            :([a-z0-9][a-z0-9-]{0,62})\
            :([a-z0-9-]{0,32})\
            :([0-9]{12}|[a-z][a-z0-9-]{0,62}|)\
            :([^\\p{Cntrl}\\u2028\\u2029]+)""");

    /** Reads an ARN, strictly: anything that is none, null included, gives empty. */
    public static Optional<Arn> parse(String text) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher arn = FORM.matcher(text);
        return arn.matches()
                ? Optional.of(new Arn(arn.group(1), arn.group(2), arn.group(3), arn.group(4), arn.group(5)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}
