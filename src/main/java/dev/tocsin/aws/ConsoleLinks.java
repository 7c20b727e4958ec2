package dev.tocsin.aws;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses of pages in the AWS console, built from ids alone and percent-encoded, never taken from a payload. Empty where
 * the Region is none: no link is better than a wrong one.
 */
public final class ConsoleLinks {

    private static final Pattern SERVICE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Services whose console does not live under the name that their ARNs and events use. */
    private static final Map<String, String> HOMES = Map.ofEntries(
            Map.entry("access-analyzer", "access-analyzer/home"),
            Map.entry("autoscaling", "ec2/home#AutoScalingGroups:"),
            Map.entry("budgets", "costmanagement/home#/budgets"),
            Map.entry("ce", "costmanagement/home#/anomaly-detection/overview"),
            Map.entry("codebuild", "codesuite/codebuild/projects"),
            Map.entry("codecommit", "codesuite/codecommit/repositories"),
            Map.entry("codedeploy", "codesuite/codedeploy/applications"),
            Map.entry("codepipeline", "codesuite/codepipeline/pipelines"),
            Map.entry("dms", "dms/v2/home"),
            Map.entry("ecr", "ecr/repositories"),
            Map.entry("ecs", "ecs/v2/clusters"),
            Map.entry("elasticloadbalancing", "ec2/home#LoadBalancers:"),
            Map.entry("elasticmapreduce", "emr/home"),
            Map.entry("health", "health/home"),
            Map.entry("inspector2", "inspector/v2/home"),
            Map.entry("monitoring", "cloudwatch/home"),
            Map.entry("redshift", "redshiftv2/home"),
            Map.entry("redshift-data", "redshiftv2/home"),
            Map.entry("signin", "cloudtrailv2/home"),
            Map.entry("ssm", "systems-manager/home"),
            Map.entry("ssm-incidents", "systems-manager/incidents/home"),
            Map.entry("synthetics", "cloudwatch/home#synthetics:canary/list"),
            Map.entry("tag", "resource-groups/tag-editor/find-resources"));

    private ConsoleLinks() {
    }

    /** The page of a CloudWatch alarm, metric or composite: the deep link that CloudWatch's own mails use. */
    public static Optional<String> alarm(String region, String alarmName) {
        if (alarmName == null || alarmName.isEmpty()) {
            return Optional.empty();
        }
        return page(region, "cloudwatch/deeplink.js#alarmsV2:alarm/" + encode(alarmName));
    }

    /**
     * The first page of a service.
     *
     * @param service as in ARNs and, after {@code aws.}, in event sources, for instance {@code codepipeline}
     */
    public static Optional<String> service(String region, String service) {
        if (service == null || !SERVICE.matcher(service).matches()) {
            return Optional.empty();
        }
        return page(region, HOMES.getOrDefault(service, service + "/home"));
    }

    /** Percent-encodes for any place in an address; a lone surrogate becomes a question mark. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    /**
     * Any page of the console.
     *
     * @param path what follows the host, without the Region, which is added where it belongs: before a fragment. Every part
     *        that comes from a payload must be {@link #encode encoded}. For instance
     *        {@code "ecs/v2/clusters/" + encode(cluster) + "/services"}
     */
    public static Optional<String> page(String region, String path) {
        return Partition.ofRegion(region).map(partition -> {
            int fragment = path.indexOf('#');
            String place = fragment < 0 ? path : path.substring(0, fragment);
            String rest = fragment < 0 ? "" : path.substring(fragment);
            String separator = place.indexOf('?') < 0 ? "?" : "&";
            return "https://" + host(partition, region) + "/" + place + separator + "region=" + region + rest;
        });
    }

    /** Consoles of these two partitions have a host in each Region. */
    private static String host(Partition partition, String region) {
        return switch (partition) {
            case AWS, EUROPEAN_SOVEREIGN_CLOUD -> region + "." + partition.consoleHost();
            default -> partition.consoleHost();
        };
    }
}
