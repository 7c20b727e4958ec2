package dev.tocsin.aws.call;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.aws.AwsKeys;
import dev.tocsin.aws.AwsReply;
import dev.tocsin.aws.AwsRequest;
import dev.tocsin.aws.Partition;

/** What STS is asked, and what it answers. */
final class StsRequests {

    /** The shortest time that STS gives. */
    private static final int SECONDS = 900;

    private StsRequests() {
    }

    static AwsRequest assumeRole(WantedSession wanted, String region) {
        Partition partition = Partition.ofRegion(region).orElseThrow();
        List<String> form = new ArrayList<>();
        form.add(field("RoleArn", wanted.roleArn()));
        form.add(field("RoleSessionName", wanted.name()));
        form.add(field("DurationSeconds", String.valueOf(SECONDS)));
        form.add(field("Policy", SessionPolicy.of(partition, !wanted.guardrails().isEmpty())));
        for (int i = 0; i < wanted.guardrails().size(); i++) {
            form.add(field("PolicyArns.member." + (i + 1) + ".arn", wanted.guardrails().get(i)));
        }
        int number = 1;
        for (Map.Entry<String, String> tag : new TreeMap<>(wanted.tags()).entrySet()) {
            form.add(field("Tags.member." + number + ".Key", tag.getKey()));
            form.add(field("Tags.member." + number + ".Value", tag.getValue()));
            number++;
        }
        return request("AssumeRole", form, region);
    }

    static AwsRequest whoWeAre(String region) {
        return request("GetCallerIdentity", List.of(), region);
    }

    private static AwsRequest request(String action, List<String> fields, String region) {
        String suffix = Partition.ofRegion(region).orElseThrow().dnsSuffix();
        List<String> form = new ArrayList<>(List.of("Action=" + action, "Version=2011-06-15"));
        form.addAll(fields);
        return new AwsRequest("POST", "sts." + region + "." + suffix, "/", List.of(),
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                String.join("&", form).getBytes(StandardCharsets.UTF_8), "sts", region, false);
    }

    private static String field(String name, String value) {
        return name + "=" + Percent.encoded(value);
    }

    static Optional<AwsKeys> keys(AwsReply.Whole reply) {
        return XmlTree.read(reply.body()).flatMap(root -> root.child("AssumeRoleResult"))
                .flatMap(result -> result.child("Credentials"))
                .flatMap(given -> text(given, "AccessKeyId").flatMap(id -> text(given, "SecretAccessKey")
                        .flatMap(secret -> text(given, "SessionToken").map(token -> AwsKeys.ofSession(id, secret, token)))));
    }

    /** Empty if it is no answer to {@link #whoWeAre}. */
    static Optional<String> arn(AwsReply reply) {
        return reply instanceof AwsReply.Whole whole && whole.status() == 200
                ? XmlTree.read(whole.body()).flatMap(root -> root.child("GetCallerIdentityResult"))
                        .flatMap(result -> text(result, "Arn"))
                : Optional.empty();
    }

    private static Optional<String> text(XmlElement element, String name) {
        return element.child(name).map(XmlElement::text).filter(text -> !text.isBlank());
    }
}
