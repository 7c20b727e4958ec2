package dev.tocsin.notice.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Json;

/** The parameters of a call: which of them names what was called upon, and what else was asked for. */
record CallTarget(Json parameters) {

    /** The most special first: a call on a role's policy names both. */
    private static final List<String> NAMES = List.of("bucketName", "functionName", "userName", "roleName", "groupName",
            "policyName", "instanceId", "dBInstanceIdentifier", "dBClusterIdentifier", "stackName", "serviceName",
            "clusterName",
            "cluster", "tableName", "keyId", "secretId", "topicArn", "queueUrl", "groupId", "volumeId", "snapshotId",
            "vpcId", "subnetId", "hostedZoneId", "loadBalancerArn", "loadBalancerName", "autoScalingGroupName",
            "repositoryName",
            "domainName", "fileSystemId", "detectorId", "logGroupName", "pipelineName", "backupVaultName", "roleArn",
            "policyArn",
            "resourceArn", "arn", "name", "id");
    private static final List<String> SETS = List.of("instancesSet", "volumeSet", "snapshotSet", "resourcesSet");
    private static final List<String> SILENT = List.of("key", "value", "Host", "maxResults", "dryRun");
    private static final int MOST_IDS = 3;
    private static final int MOST_RULES = 4;
    private static final int MOST_PARAMETERS = 5;
    private static final int LONGEST = 100;

    /** What was called upon, to read. */
    Optional<String> name() {
        return Optional.ofNullable(Readable.list(ofSets().map(Readable::resource).toList(), MOST_IDS))
                .or(() -> named().map(name -> Readable.resource(parameters.at(name))))
                .map(name -> parameters.at("bucketName").text().isPresent()
                        ? parameters.at("key").text().map(key -> name + "/" + Cut.middle(key, LONGEST)).orElse(name)
                        : name);
    }

    Optional<String> id() {
        return ofSets().findFirst().or(() -> named().flatMap(name -> parameters.at(name).text()));
    }

    /** The other parameters that are words, without those that may be secret. */
    Optional<String> rest() {
        String shown = named().orElse("");
        List<String> pairs = new ArrayList<>();
        parameters.forEachMember((name, value) -> {
            boolean tells = !name.equals(shown) && !SILENT.contains(name) && !value.isSecretNamed(name);
            if (tells && pairs.size() < MOST_PARAMETERS) {
                value.words().filter(words -> !isJson(words))
                        .ifPresent(words -> pairs.add(name + " " + Cut.middle(words, LONGEST)));
            }
        });
        return Optional.of(String.join(", ", pairs)).filter(words -> !words.isEmpty());
    }

    /** What a security group lets in or out by the call: "tcp 22 0.0.0.0/0". */
    Optional<String> openings() {
        return Optional.ofNullable(Readable.list(parameters.at("ipPermissions", "items").items().stream()
                .map(CallTarget::opening).toList(), MOST_RULES));
    }

    private static String opening(Json rule) {
        Optional<String> first = rule.at("fromPort").words();
        Optional<String> last = rule.at("toPort").words().filter(port -> !first.equals(Optional.of(port)));
        Stream<String> others = Stream.of(sources(rule.at("ipRanges", "items"), "cidrIp"),
                sources(rule.at("ipv6Ranges", "items"), "cidrIpv6"), sources(rule.at("groups", "items"), "groupId"))
                .flatMap(List::stream).limit(MOST_RULES);
        String ports = first.map(port -> " " + port + last.map(end -> "–" + end).orElse("")).orElse("");
        String protocol = rule.at("ipProtocol").text().map(name -> "-1".equals(name) ? "all traffic" : name).orElse("any");
        return protocol + ports + others.map(other -> " " + other).collect(Collectors.joining());
    }

    private static List<String> sources(Json ranges, String member) {
        return ranges.items().stream().map(range -> range.at(member).text()).flatMap(Optional::stream).toList();
    }

    /** Policies come as JSON in a string; whoever reads one does so in the console. */
    private static boolean isJson(String words) {
        return words.startsWith("{") || words.startsWith("[");
    }

    private Optional<String> named() {
        return NAMES.stream().filter(name -> parameters.at(name).text().isPresent()).findFirst();
    }

    /** EC2 takes lists of ids: {@code "instancesSet": {"items": [{"instanceId": "i-…"}]}}. */
    private Stream<String> ofSets() {
        return SETS.stream().flatMap(set -> parameters.at(set, "items").items().stream())
                .map(item -> Stream.of("instanceId", "volumeId", "snapshotId", "resourceId").map(id -> item.at(id).text())
                        .flatMap(Optional::stream).findFirst())
                .flatMap(Optional::stream);
    }
}
