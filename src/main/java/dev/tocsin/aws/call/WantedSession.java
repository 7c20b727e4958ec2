package dev.tocsin.aws.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.Partition;

/** A session that is to be had of STS, by all that makes sessions differ. */
record WantedSession(String roleArn, List<String> guardrails, String name, Map<String, String> tags) {

    private static final int MOST_POLICIES = 10;
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

    static WantedSession of(ActingRole as) {
        return new WantedSession(as.roleArn(), as.guardrailPolicyArns().stream().distinct().toList(), as.sessionName(),
                Map.copyOf(as.sessionTags()));
    }

    WantedSession withoutTags() {
        return new WantedSession(roleArn, guardrails, name, Map.of());
    }

    /** Why STS need not be asked, if that is so. */
    Optional<String> objection(String region) {
        Optional<Arn> role = Arn.parse(roleArn);
        if (role.isEmpty() || !role.get().service().equals("iam") || !role.get().resource().startsWith("role/")) {
            return Optional.of(roleArn + " is no ARN of a role, as arn:aws:iam::123456789012:role/on-call is one.");
        }
        String partition = Partition.ofRegion(region).map(Partition::id).orElse("");
        if (!role.get().partition().equals(partition)) {
            return Optional.of(roleArn + " is a role of the partition " + role.get().partition() + ", and the Region " + region
                    + " belongs to " + partition + ". Name a Region of the role's partition.");
        }
        if (guardrails.size() > MOST_POLICIES) {
            return Optional.of("There are " + guardrails.size() + " guardrail policies, and AWS takes at most " + MOST_POLICIES
                    + " for a session. Put some together.");
        }
        return SESSION_NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("The name of the session can be 2 to 64 letters, digits and _+=,.@- only.");
    }
}
