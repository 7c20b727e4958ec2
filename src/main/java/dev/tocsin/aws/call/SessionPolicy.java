package dev.tocsin.aws.call;

import java.util.List;
import java.util.stream.Collectors;

import dev.tocsin.aws.Partition;

/**
 * The policy that STS is given for a session. AWS takes all policies of a session together, the guardrails among them: what any
 * of them allows and none denies, the role may still do. So beside guardrails it allows nothing, for they say what is allowed;
 * alone it allows everything, since a session whose policies allow nothing may do nothing.
 */
final class SessionPolicy {

    /** Of the API reference of AssumeRole: the longest that policies and the ARNs of policies may be together. */
    static final int LONGEST = 2_048;

    private static final String ALLOW_ALL = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},";

    /** Only direct calls: with an encrypted disk an instance could not be started otherwise. */
    private static final String NO_DIRECT_KMS = "{\"Effect\":\"Deny\",\"Action\":\"kms:*\",\"Resource\":\"*\","
            + "\"Condition\":{\"Null\":{\"kms:ViaService\":\"true\"}}}";

    private SessionPolicy() {
    }

    static String of(Partition partition, boolean isBesideGuardrails) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + (isBesideGuardrails ? "" : ALLOW_ALL)
                + "{\"Effect\":\"Deny\",\"Action\":" + list(NeverAllowed.inPolicy()) + ",\"Resource\":\"*\"},"
                + NO_DIRECT_KMS + ","
                + "{\"Effect\":\"Deny\",\"Action\":\"apigateway:*\",\"Resource\":"
                + list(List.of(gateway(partition, "apikeys*"), gateway(partition, "usageplans/*/keys*"))) + "}]}";
    }

    private static String gateway(Partition partition, String path) {
        return "arn:" + partition.id() + ":apigateway:*::/" + path;
    }

    private static String list(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
