package dev.tocsin.aws;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ARN of an SNS topic.
 *
 * @param partition the id of a {@link Partition} that we know
 * @param region a Region of that partition
 * @param account the 12-digit id of the account that owns the topic
 * @param name up to 256 letters, digits, hyphens and underscores; a FIFO topic's name ends with {@code .fifo}, which counts
 */
public record TopicArn(String partition, String region, String account, String name) {

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern NAME = Pattern.compile("(?=.{1,256}$)[A-Za-z0-9_-]+(?:\\.fifo)?");

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
                && ACCOUNT.matcher(arn.account()).matches()
                && NAME.matcher(arn.resource()).matches();
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":sns:" + region + ":" + account + ":" + name;
    }
}
