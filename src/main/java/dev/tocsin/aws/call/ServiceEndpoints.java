package dev.tocsin.aws.call;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.Partition;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;

/**
 * Where services are: by one rule, apart from those that a partition has once. Whether a Region has a service is told by DNS;
 * a partition that is missing for one of those does not have it.
 */
final class ServiceEndpoints {

    private static final Map<String, Map<Partition, ServiceEndpoint>> ONCE = Map.ofEntries(
            entry("account", once("account", "us-east-1", "cn-northwest-1", "us-gov-west-1")),
            entry("budgets", Map.of(
                    Partition.AWS, new ServiceEndpoint("budgets.amazonaws.com", "us-east-1"),
                    Partition.CHINA, new ServiceEndpoint("budgets.amazonaws.com.cn", "cn-northwest-1"),
                    Partition.GOV_CLOUD, new ServiceEndpoint("budgets.amazonaws.com", "us-gov-west-1"),
                    Partition.EUROPEAN_SOVEREIGN_CLOUD, sovereign("budgets"))),
            entry("ce", with(once("ce", "us-east-1", "cn-northwest-1", "us-gov-west-1"), sovereign("ce"))),
            entry("cloudfront", Map.of(
                    Partition.AWS, new ServiceEndpoint("cloudfront.amazonaws.com", "us-east-1"),
                    Partition.CHINA, regional("cloudfront", "cn-northwest-1"))),
            entry("cost-optimization-hub", once("cost-optimization-hub", "us-east-1")),
            entry("cur", once("cur", "us-east-1", "cn-northwest-1")),
            entry("ecr-public", once("api.ecr-public", "us-east-1")),
            entry("api.ecr-public", once("api.ecr-public", "us-east-1")),
            entry("globalaccelerator", once("globalaccelerator", "us-west-2")),
            entry("health", with(once("health", "us-east-1", "cn-northwest-1", "us-gov-west-1"), sovereign("health"))),
            entry("networkmanager", once("networkmanager", "us-west-2", "cn-northwest-1", "us-gov-west-1")),
            entry("organizations", once("organizations", "us-east-1", "cn-northwest-1", "us-gov-west-1")),
            entry("route53", Map.of(
                    Partition.AWS, new ServiceEndpoint("route53.amazonaws.com", "us-east-1"),
                    Partition.CHINA, new ServiceEndpoint("route53.amazonaws.com.cn", "cn-northwest-1"),
                    Partition.GOV_CLOUD, new ServiceEndpoint("route53.us-gov.amazonaws.com", "us-gov-west-1"),
                    Partition.ISO, new ServiceEndpoint("route53.c2s.ic.gov", "us-iso-east-1"),
                    Partition.ISO_B, new ServiceEndpoint("route53.sc2s.sgov.gov", "us-isob-east-1"),
                    Partition.EUROPEAN_SOVEREIGN_CLOUD, new ServiceEndpoint("route53.amazonaws.eu", "eusc-de-east-1"))),
            entry("route53domains", once("route53domains", "us-east-1")),
            entry("savingsplans", Map.of(
                    Partition.AWS, new ServiceEndpoint("savingsplans.amazonaws.com", "us-east-1"))),
            entry("shield", once("shield", "us-east-1")),
            entry("support", once("support", "us-east-1", "cn-north-1", "us-gov-west-1")),
            entry("waf", Map.of(Partition.AWS, new ServiceEndpoint("waf.amazonaws.com", "us-east-1"))));

    /** Those that have endpoints for both versions of IP only. */
    private static final Set<String> DUAL = Set.of("application-signals", "arc-region-switch", "dsql", "networkflowmonitor",
            "notifications", "security-ir");
    private static final Map<Partition, String> DUAL_SUFFIX = Map.of(Partition.AWS, "api.aws", Partition.GOV_CLOUD, "api.aws",
            Partition.CHINA, "api.amazonwebservices.com.cn", Partition.EUROPEAN_SOVEREIGN_CLOUD, "api.amazonwebservices.eu");

    private static final Pattern LABEL = Pattern.compile("\\{([^}]+)}");
    private static final Pattern HOST_LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private ServiceEndpoints() {
    }

    private static Map<Partition, ServiceEndpoint> once(String prefix, String aws) {
        return Map.of(Partition.AWS, regional(prefix, aws));
    }

    private static Map<Partition, ServiceEndpoint> once(String prefix, String aws, String china) {
        return Map.of(Partition.AWS, regional(prefix, aws), Partition.CHINA, regional(prefix, china));
    }

    private static Map<Partition, ServiceEndpoint> once(String prefix, String aws, String china, String govCloud) {
        return Map.of(Partition.AWS, regional(prefix, aws), Partition.CHINA, regional(prefix, china), Partition.GOV_CLOUD,
                regional(prefix, govCloud));
    }

    private static Map<Partition, ServiceEndpoint> with(Map<Partition, ServiceEndpoint> three, ServiceEndpoint sovereign) {
        return Map.of(Partition.AWS, three.get(Partition.AWS), Partition.CHINA, three.get(Partition.CHINA),
                Partition.GOV_CLOUD, three.get(Partition.GOV_CLOUD), Partition.EUROPEAN_SOVEREIGN_CLOUD, sovereign);
    }

    private static ServiceEndpoint sovereign(String prefix) {
        return new ServiceEndpoint(prefix + ".eusc-de-east-1.api.amazonwebservices.eu", "eusc-de-east-1");
    }

    private static ServiceEndpoint regional(String prefix, String region) {
        return new ServiceEndpoint(prefix + "." + region + "." + Partition.ofRegion(region).orElseThrow().dnsSuffix(), region);
    }

    /** Empty if there is no such Region, or its partition does not have the service. */
    static Optional<ServiceEndpoint> of(ServiceModel service, String region) {
        return Partition.ofRegion(region).flatMap(partition -> {
            String prefix = service.endpointPrefix();
            if (ONCE.containsKey(prefix)) {
                return Optional.ofNullable(ONCE.get(prefix).get(partition));
            }
            return DUAL.contains(prefix)
                    ? Optional.ofNullable(DUAL_SUFFIX.get(partition))
                            .map(suffix -> new ServiceEndpoint(prefix + "." + region + "." + suffix, region))
                    : Optional.of(regional(prefix, region));
        });
    }

    /** What people are told where there is none. */
    static String absence(ServiceModel service, String region) {
        return Partition.ofRegion(region)
                .map(partition -> service.title() + " is not to be had in the partition " + partition.id()
                        + ", to which the Region "
                        + region + " belongs.")
                .orElse("There is no AWS Region " + region + ".");
    }

    /** @throws BadParameter if the host has to have a parameter that is missing or cannot be part of one */
    static ServiceEndpoint forOperation(ServiceEndpoint endpoint, OperationModel operation, ObjectNode parameters) {
        if (operation.hostPrefix().isEmpty()) {
            return endpoint;
        }
        Matcher label = LABEL.matcher(operation.hostPrefix());
        StringBuilder prefix = new StringBuilder();
        while (label.find()) {
            String value = parameters.path(label.group(1)).asText("");
            if (!HOST_LABEL.matcher(value).matches()) {
                throw new BadParameter(label.group(1),
                        "has to be letters, digits and hyphens, since the host is named after it.");
            }
            label.appendReplacement(prefix, Matcher.quoteReplacement(value));
        }
        return new ServiceEndpoint(label.appendTail(prefix) + endpoint.host(), endpoint.region());
    }
}
