package dev.tocsin.aws.model;

import static org.assertj.core.api.Assertions.assertThat;

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
}
