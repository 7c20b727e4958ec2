package dev.tocsin.aws;

import java.util.Map;
import java.util.Optional;

/** What is asked about an account by requests of our own. A partition that is missing here is not asked. */
public enum AccountQuestion {

    DESCRIBE_ACCOUNT("organizations", "organizations:DescribeAccount", Map.of(
            Partition.AWS, new Endpoint("organizations.us-east-1.amazonaws.com", "us-east-1"),
            Partition.CHINA, new Endpoint("organizations.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1"),
            Partition.GOV_CLOUD, new Endpoint("organizations.us-gov-west-1.amazonaws.com", "us-gov-west-1"))),

    LIST_ACCOUNT_ALIASES("iam", "iam:ListAccountAliases", Map.of(
            Partition.AWS, new Endpoint("iam.amazonaws.com", "us-east-1"),
            Partition.CHINA, new Endpoint("iam.cn-north-1.amazonaws.com.cn", "cn-north-1"),
            Partition.GOV_CLOUD, new Endpoint("iam.us-gov.amazonaws.com", "us-gov-west-1"))),

    GET_RESOURCES("tagging", "tag:GetResources", Map.of());

    private final String service;
    private final String action;
    /** Made by Map.of, which cannot be changed. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<Partition, Endpoint> global;

    AccountQuestion(String service, String action, Map<Partition, Endpoint> global) {
        this.service = service;
        this.action = action;
        this.global = global;
    }

    record Endpoint(String host, String region) {
    }

    /** As policies name it. */
    public String action() {
        return action;
    }

    /** As signatures name it. */
    String service() {
        return service;
    }

    /** Where it is asked for a Region of its partition. */
    Optional<Endpoint> endpoint(String region) {
        Optional<Partition> partition = Partition.ofRegion(region);
        return global.isEmpty()
                ? partition.map(known -> new Endpoint(service + "." + region + "." + known.dnsSuffix(), region))
                : partition.map(global::get);
    }
}
