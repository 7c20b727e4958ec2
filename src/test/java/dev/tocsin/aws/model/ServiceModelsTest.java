package dev.tocsin.aws.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

class ServiceModelsTest {

    private final ServiceModels models = new ServiceModels();

    @Test
    void knowsAServiceByAllItsNames() {
        assertThat(models.service("cloudwatch")).get().extracting(ServiceModel::title).isEqualTo("Amazon CloudWatch");
        assertThat(models.service("monitoring")).get().extracting(ServiceModel::name).isEqualTo("cloudwatch");
        assertThat(models.service("S3")).get().extracting(ServiceModel::name).isEqualTo("s3api");
        assertThat(models.service("cloudwitch")).isEmpty();
        assertThat(models.names()).contains("ec2", "s3api").doesNotContain("s3", "monitoring").isSorted();
    }

    @Test
    void readsAnOperationOfJson() {
        ServiceModel cloudwatch = models.service("cloudwatch").orElseThrow();
        assertThat(cloudwatch.protocol()).isEqualTo(WireProtocol.JSON);
        OperationModel operation = cloudwatch.operation("describe-alarms").orElseThrow();
        assertThat(operation.effect()).isEqualTo(Effect.READS);
        Shape.Structure input = cloudwatch.structure(operation.input()).orElseThrow();
        ShapeMember state = input.member("StateValue").orElseThrow();
        assertThat(((Shape.Scalar) cloudwatch.shape(state.shape())).values()).containsExactly("OK", "ALARM",
                "INSUFFICIENT_DATA");
    }

    @Test
    void readsAnOperationOfEc2() {
        ServiceModel ec2 = models.service("ec2").orElseThrow();
        OperationModel operation = ec2.operation("stop-instances").orElseThrow();
        assertThat(operation.effect()).isEqualTo(Effect.CHANGES);
        Shape.Structure input = ec2.structure(operation.input()).orElseThrow();
        assertThat(input.required()).isEqualTo(Set.of("InstanceIds"));
        assertThat(input.member("InstanceIds").orElseThrow().wireName()).isEqualTo("InstanceId");
    }

    @Test
    void readsWhereThingsStandInHttp() {
        ServiceModel s3 = models.service("s3api").orElseThrow();
        OperationModel operation = s3.operation("list-objects-v2").orElseThrow();
        assertThat(operation.method()).isEqualTo("GET");
        assertThat(operation.uri()).isEqualTo("/{Bucket}?list-type=2");
        Shape.Structure input = s3.structure(operation.input()).orElseThrow();
        assertThat(input.member("Bucket").orElseThrow().place()).isEqualTo(ShapeMember.Place.URI);
        assertThat(input.member("MaxKeys").orElseThrow().wireName()).isEqualTo("max-keys");
    }

    @Test
    void readsAnOperationOfQuery() {
        ServiceModel rds = models.service("rds").orElseThrow();
        OperationModel operation = rds.operation("describe-db-instances").orElseThrow();
        assertThat(operation.name()).isEqualTo("DescribeDBInstances");
        assertThat(operation.resultWrapper()).contains("DescribeDBInstancesResult");
        assertThat(operation.paging()).contains(new OperationModel.Paging("Marker", "Marker", Optional.of("MaxRecords"),
                Optional.of("DBInstances")));
        Shape.Structure output = rds.structure(operation.output()).orElseThrow();
        Shape.Sequence instances = (Shape.Sequence) rds.shape(output.member("DBInstances").orElseThrow().shape());
        assertThat(instances.element().wireName()).isEqualTo("DBInstance");
        assertThat(instances.isFlat()).isFalse();
    }

    @Test
    void readsAnOperationOfJsonWithPaths() {
        ServiceModel lambda = models.service("lambda").orElseThrow();
        OperationModel operation = lambda.operation("invoke").orElseThrow();
        assertThat(operation.uri()).isEqualTo("/2015-03-31/functions/{FunctionName}/invocations");
        Shape.Structure input = lambda.structure(operation.input()).orElseThrow();
        assertThat(input.payload()).contains("Payload");
        assertThat(input.member("FunctionName").orElseThrow().summary())
                .isEqualTo("The name or ARN of the Lambda function, version, or alias.");
        assertThat(input.member("InvocationType").orElseThrow().wireName()).isEqualTo("X-Amz-Invocation-Type");
    }

    @Test
    void knowsWhatMustNotBeShown() {
        ServiceModel ssm = models.service("ssm").orElseThrow();
        Shape.Structure parameter = (Shape.Structure) ssm.shape("Parameter");
        assertThat(((Shape.Scalar) ssm.shape(parameter.member("Value").orElseThrow().shape())).isSensitive()).isTrue();
        assertThat(((Shape.Scalar) ssm.shape(parameter.member("Name").orElseThrow().shape())).isSensitive()).isFalse();

        ServiceModel lambda = models.service("lambda").orElseThrow();
        Shape.Mapping variables = (Shape.Mapping) lambda.shape("EnvironmentVariables");
        assertThat(((Shape.Scalar) lambda.shape(variables.value().shape())).isSensitive()).isTrue();
    }

    @Test
    void namesParametersAsTheCommandLineDoes() {
        ServiceModel eks = models.service("eks").orElseThrow();
        Shape.Structure input = eks.structure(eks.operation("create-cluster").orElseThrow().input()).orElseThrow();
        assertThat(input.member("version").orElseThrow().cliName()).isEqualTo("kubernetes-version");
        assertThat(input.member("roleArn").orElseThrow().cliName()).isEqualTo("role-arn");
        assertThat(input.member("clientRequestToken").orElseThrow().isToken()).isTrue();
    }

    @Test
    void knowsTheHostsOfWhatIsGlobal() {
        ServiceModel route53 = models.service("route53").orElseThrow();
        assertThat(route53.isGlobal()).isTrue();
        assertThat(route53.globalHosts()).containsEntry("aws",
                new ServiceModel.GlobalHost("route53.amazonaws.com", "us-east-1"));
        assertThat(models.service("s3api").orElseThrow().isGlobal()).isFalse();
        assertThat(models.service("stepfunctions").orElseThrow().operation("start-sync-execution").orElseThrow().hostPrefix())
                .isEqualTo("sync-");
    }

    @Test
    void readsATableOnce() {
        assertThat(models.service("sqs").orElseThrow()).isSameAs(models.service("sqs").orElseThrow());
        assertThat(models.otherNames("stepfunctions")).contains("states", "sfn");
    }
}
