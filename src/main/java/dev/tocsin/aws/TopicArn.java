package dev.tocsin.aws;

import java.util.Optional;

/**
 * The ARN of an SNS topic.
 *
 * @param partition the id of a {@link Partition} that we know
 * @param region a Region of that partition
 * @param account the 12-digit id of the account that owns the topic
 * @param name up to 256 letters, digits, hyphens and underscores; a FIFO topic's name ends with {@code .fifo}, which counts
 */
public record TopicArn(String partition, String region, String account, String name) {

    private static final int LONGEST_NAME = 256;
    private static final String FIFO = ".fifo";

    /** Reads a topic ARN of any partition, strictly: anything that is none, a subscription ARN included, gives empty. */
    public static Optional<TopicArn> parse(String text) {
        return Arn.parse(text).filter(TopicArn::isTopic)
                .map(arn -> new TopicArn(arn.partition(), arn.region(), arn.account(), arn.resource()));
    }

    /** Whether the text is a topic ARN. */
    public static boolean isValid(String text) {
        return parse(text).isPresent();
    }

    private static boolean isTopic(Arn arn) {
        return "sns".equals(arn.service())
                && Partition.of(arn.partition()).filter(partition -> partition.hasRegion(arn.region())).isPresent()
                && Arn.isAccountId(arn.account()) && isName(arn.resource());
    }

    private static boolean isName(String text) {
        int end = text.endsWith(FIFO) ? text.length() - FIFO.length() : text.length();
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')) {
                return false;
            }
        }
        return end > 0 && text.length() <= LONGEST_NAME;
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":sns:" + region + ":" + account + ":" + name;
    }
}
