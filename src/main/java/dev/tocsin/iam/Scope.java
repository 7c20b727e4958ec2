package dev.tocsin.iam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tocsin.aws.Partition;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Problems;

/**
 * Where policies are to hold.
 *
 * @param account the topics' account; empty for a placeholder
 * @param topic one topic; empty for all of the account
 */
record Scope(Partition partition, Optional<String> account, Optional<TopicArn> topic) {

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    static Scope of(TopicArn topic) {
        return new Scope(partition(topic), Optional.of(topic.account()), Optional.of(topic));
    }

    /** Of query parameters; what a topic says need not be said again, and must not be said otherwise. */
    static Scope of(Optional<String> partition, Optional<String> accountId, Optional<String> topicArn) {
        List<Invalid> errors = new ArrayList<>();
        Optional<TopicArn> topic = topicArn.flatMap(TopicArn::parse);
        if (topicArn.isPresent() && topic.isEmpty()) {
            errors.add(new Invalid("topicArn", "must be the ARN of an SNS topic, for instance "
                    + "arn:aws:sns:eu-central-1:123456789012:alarms", topicArn.get()));
        }
        accountId.filter(id -> !ACCOUNT.matcher(id).matches())
                .ifPresent(id -> errors.add(new Invalid("accountId", "must have 12 digits", id)));
        partition.filter(id -> Partition.of(id).isEmpty()).ifPresent(
                id -> errors.add(new Invalid("partition", "must be one of " + partitions(), id)));
        topic.ifPresent(one -> {
            disagreement("partition", partition, one.partition()).ifPresent(errors::add);
            disagreement("accountId", accountId, one.account()).ifPresent(errors::add);
        });
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        return topic.map(Scope::of)
                .orElseGet(() -> new Scope(partition.flatMap(Partition::of).orElse(Partition.AWS), accountId, topic));
    }

    /** For the blanks of the same names. */
    Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        values.put("partition", partition.id());
        values.put("dns_suffix", partition.dnsSuffix());
        account.ifPresent(id -> values.put("account", id));
        topic.ifPresent(arn -> values.put("topic", arn.toString()));
        values.put("topics", topic.map(TopicArn::toString).orElse("arn:${partition}:sns:*:${account}:*"));
        return values;
    }

    private static Partition partition(TopicArn topic) {
        return Partition.of(topic.partition()).orElseThrow();
    }

    private static Optional<Invalid> disagreement(String field, Optional<String> said, String ofTheTopic) {
        return said.filter(value -> !value.equals(ofTheTopic)).map(value -> new Invalid(field,
                "must be that of topicArn, " + ofTheTopic + ", or be left out", value));
    }

    private static String partitions() {
        return Arrays.stream(Partition.values()).map(Partition::id).collect(Collectors.joining(", "));
    }
}
