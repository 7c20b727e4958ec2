package dev.tocsin.aws.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tocsin.aws.Partition;
import dev.tocsin.aws.model.Effect;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.WireProtocol;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** Where services are. */
class ServiceEndpointsTest {

    @ParameterizedTest
    @CsvSource({
            "monitoring, eu-central-1, monitoring.eu-central-1.amazonaws.com, eu-central-1",
            "monitoring, cn-north-1, monitoring.cn-north-1.amazonaws.com.cn, cn-north-1",
            "ec2, us-gov-west-1, ec2.us-gov-west-1.amazonaws.com, us-gov-west-1",
            "api.ecr, eu-west-1, api.ecr.eu-west-1.amazonaws.com, eu-west-1",
            "s3, us-east-1, s3.us-east-1.amazonaws.com, us-east-1",
            "route53, eu-west-1, route53.amazonaws.com, us-east-1",
            "route53, cn-north-1, route53.amazonaws.com.cn, cn-northwest-1",
            "route53, us-gov-east-1, route53.us-gov.amazonaws.com, us-gov-west-1",
            "cloudfront, ap-south-1, cloudfront.amazonaws.com, us-east-1",
            "cloudfront, cn-north-1, cloudfront.cn-northwest-1.amazonaws.com.cn, cn-northwest-1",
            "support, eu-west-1, support.us-east-1.amazonaws.com, us-east-1",
            "support, cn-northwest-1, support.cn-north-1.amazonaws.com.cn, cn-north-1",
            "ce, eu-west-1, ce.us-east-1.amazonaws.com, us-east-1",
            "ce, cn-north-1, ce.cn-northwest-1.amazonaws.com.cn, cn-northwest-1",
            "health, eu-west-1, health.us-east-1.amazonaws.com, us-east-1",
            "budgets, eu-west-1, budgets.amazonaws.com, us-east-1",
            "organizations, us-gov-east-1, organizations.us-gov-west-1.amazonaws.com, us-gov-west-1",
            "globalaccelerator, eu-west-1, globalaccelerator.us-west-2.amazonaws.com, us-west-2",
            "shield, eu-west-1, shield.us-east-1.amazonaws.com, us-east-1",
            "application-signals, eu-west-1, application-signals.eu-west-1.api.aws, eu-west-1",
            "ecs, eusc-de-east-1, ecs.eusc-de-east-1.amazonaws.eu, eusc-de-east-1" })
    void mostAreInTheRegionAndSomeOnceInAPartition(String prefix, String region, String host, String signedFor) {
        assertThat(ServiceEndpoints.of(service(prefix), region)).contains(new ServiceEndpoint(host, signedFor));
    }

    @Test
    void whatAPartitionDoesNotHaveIsSaid() {
        assertThat(ServiceEndpoints.of(service("shield"), "cn-north-1")).isEmpty();
        assertThat(ServiceEndpoints.absence(service("shield"), "cn-north-1")).isEqualTo(
                "Things is not to be had in the partition aws-cn, to which the Region cn-north-1 belongs.");
        assertThat(ServiceEndpoints.of(service("ec2"), "nowhere")).isEmpty();
    }

    /** The table of the SDK is megabytes in the native executable. It has old names for S3 in us-east-1. */
    @Test
    void theHostsAreThoseOfTheSdk() {
        TreeSet<String> differing = new TreeSet<>();
        for (String prefix : List.of("monitoring", "logs", "ec2", "ecs", "api.ecr", "eks", "rds", "lambda", "sqs", "sns",
                "dynamodb",
                "cloudformation", "codepipeline", "codebuild", "codedeploy", "elasticloadbalancing", "autoscaling", "ssm",
                "events",
                "states", "guardduty", "securityhub", "tagging", "apigateway", "elasticache", "kinesis", "firehose", "athena",
                "glue", "batch", "backup", "cloudtrail", "config", "acm", "elasticfilesystem", "redshift", "es", "kafka",
                "servicequotas", "elasticmapreduce", "route53", "organizations", "iam")) {
            for (Region region : ServiceMetadata.of(prefix).regions()) {
                Optional<ServiceEndpoint> ours = Partition.ofRegion(region.id()).isPresent() && !prefix.equals("iam")
                        ? ServiceEndpoints.of(service(prefix), region.id())
                        : Optional.empty();
                ours.filter(endpoint -> !endpoint.host().equals(ServiceMetadata.of(prefix).endpointFor(region).toString()))
                        .ifPresent(endpoint -> differing.add(prefix + " " + region + " "
                                + ServiceMetadata.of(prefix).endpointFor(region) + " " + endpoint.host()));
            }
        }
        assertThat(differing).isEmpty();
    }

    @Test
    void someOperationsHaveHostsOfTheirOwn() {
        ServiceEndpoint endpoint = new ServiceEndpoint("states.eu-west-1.amazonaws.com", "eu-west-1");
        assertThat(ServiceEndpoints.forOperation(endpoint, operation("sync-"), JsonNodeFactory.instance.objectNode()).host())
                .isEqualTo("sync-states.eu-west-1.amazonaws.com");
        assertThat(ServiceEndpoints.forOperation(endpoint, operation("{AccountId}."),
                JsonNodeFactory.instance.objectNode().put("AccountId", "123456789012")).host())
                .isEqualTo("123456789012.states.eu-west-1.amazonaws.com");
        assertThatThrownBy(() -> ServiceEndpoints.forOperation(endpoint, operation("{AccountId}."),
                JsonNodeFactory.instance.objectNode().put("AccountId", "evil.example.com/"))).isInstanceOf(BadParameter.class);
    }

    private static ServiceModel service(String prefix) {
        return new ServiceModel(prefix, "Things", WireProtocol.JSON, "1.1", "", "", prefix, prefix, false, "", List.of(),
                Map.of());
    }

    private static OperationModel operation(String hostPrefix) {
        return new OperationModel("Do", "do", "", "POST", "/", Optional.empty(), Optional.empty(), Optional.empty(),
                Effect.READS,
                List.of(), Optional.empty(), hostPrefix);
    }
}
