package dev.tocsin.aws.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.aws.AwsWire;
import dev.tocsin.aws.MotoServer;

/** Calls of services of all five protocols against somebody else's idea of AWS, moto, where Python has its server. */
@Tag("moto")
@Tag("long")
class AwsCallsOnMotoTest {

    private static final String REGION = "eu-central-1";
    private static final ActingRole AS = new ActingRole("arn:aws:iam::123456789012:role/on-call",
            List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"), "chatbot-session-U1", Map.of("slackUser", "U1"));
    private static final String TRUST = "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\","
            + "\\\"Principal\\\":{\\\"Service\\\":\\\"lambda.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}";

    private static MotoServer moto;
    private static AwsCalls calls;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        moto = MotoServer.start("AwsCallsOnMotoTest", "the five protocols");
        System.setProperty("aws.accessKeyId", "AKIAS3CR3T");
        System.setProperty("aws.secretAccessKey", "s3cr3t-aws-key");
        Optional<URI> endpoint = Optional.of(URI.create(moto.url()));
        RandomGenerator chance = () -> 0;
        calls = new AwsCalls(SomeAws.config(Duration.ofSeconds(15), endpoint, 4),
                new AwsWire(endpoint, Map.of(), Clock.systemUTC()), Clock.systemUTC(), chance);
    }

    @AfterAll
    static void stop() {
        if (calls != null) {
            calls.close();
        }
        if (moto != null) {
            moto.close();
        }
    }

    @Test
    void cloudWatch() {
        done("cloudwatch", "put-metric-alarm", """
                {"AlarmName":"cpu high","MetricName":"CPUUtilization","Namespace":"AWS/EC2","Statistic":"Average","Period":60,
                "EvaluationPeriods":2,"Threshold":80.5,"ComparisonOperator":"GreaterThanThreshold",
                "Dimensions":[{"Name":"InstanceId","Value":"i-1"}],"ActionsEnabled":false}""");
        JsonNode alarm = done("cloudwatch", "describe-alarms", "{\"AlarmNames\":[\"cpu high\"]}").path("MetricAlarms").path(0);
        assertThat(alarm.path("Threshold").asDouble()).isEqualTo(80.5);
        assertThat(alarm.path("ActionsEnabled").isBoolean()).isTrue();
        assertThat(alarm.path("Dimensions").toString()).isEqualTo("[{\"Name\":\"InstanceId\",\"Value\":\"i-1\"}]");
        assertThat(alarm.path("AlarmConfigurationUpdatedTimestamp").asText()).endsWith("+00:00");

        done("cloudwatch", "set-alarm-state",
                "{\"AlarmName\":\"cpu high\",\"StateValue\":\"ALARM\",\"StateReason\":\"a & b\"}");
        assertThat(done("cloudwatch", "describe-alarms", "{\"StateValue\":\"ALARM\"}").path("MetricAlarms").path(0)
                .path("StateReason").asText()).isEqualTo("a & b");
    }

    @Test
    void ec2() {
        JsonNode instance = done("ec2", "run-instances", "{\"ImageId\":\"ami-12c6146b\",\"MinCount\":1,\"MaxCount\":\"1\","
                + "\"InstanceType\":\"t3.micro\",\"TagSpecifications\":[{\"ResourceType\":\"instance\",\"Tags\":[{\"Key\":\"team\","
                + "\"Value\":\"payments\"}]}]}").path("Instances").path(0);
        String id = instance.path("InstanceId").asText();
        assertThat(instance.path("LaunchTime").asText()).endsWith("+00:00");

        assertThat(done("ec2", "stop-instances", "{\"InstanceIds\":[\"" + id + "\"]}").path("StoppingInstances").path(0)
                .path("CurrentState").path("Name").asText()).isIn("stopping", "stopped");
        JsonNode found = done("ec2", "describe-instances",
                "{\"Filters\":[{\"Name\":\"tag:team\",\"Values\":[\"payments\",\"x\"]}]}").path("Reservations").path(0)
                .path("Instances").path(0);
        assertThat(found.path("InstanceId").asText()).isEqualTo(id);
        assertThat(found.path("Tags").toString()).isEqualTo("[{\"Key\":\"team\",\"Value\":\"payments\"}]");
        assertThat(refused("ec2", "stop-instances", "{\"InstanceIds\":[\"i-0123456789abcdef0\"]}").code())
                .isEqualTo("InvalidInstanceID.NotFound");
    }

    @Test
    void lambda() throws IOException {
        String role = iamRole();
        String zip = Base64.getEncoder().encodeToString(zip());
        done("lambda", "create-function",
                "{\"FunctionName\":\"orders\",\"Runtime\":\"python3.11\",\"Handler\":\"x.y\",\"Role\":\""
                        + role + "\",\"Code\":{\"ZipFile\":\"" + zip + "\"},\"Environment\":{\"Variables\":{\"A\":\"1\"}}}");

        assertThat(done("lambda", "list-functions", "{\"MaxItems\":5}").path("Functions").path(0).path("FunctionName").asText())
                .isEqualTo("orders");
        assertThat(done("lambda", "get-function-configuration", "{\"FunctionName\":\"orders\"}").path("Environment")
                .path("Variables").path("A").asText()).isEqualTo("1");
        assertThat(refused("lambda", "get-function-configuration", "{\"FunctionName\":\"nobody\"}").status()).isEqualTo(404);
        assertThat(call("lambda", "get-function", "{\"FunctionName\":\"orders\"}")).isInstanceOf(AwsAnswer.Forbidden.class);
    }

    @Test
    void s3() {
        done("s3api", "create-bucket",
                "{\"Bucket\":\"logs-of-orders\",\"CreateBucketConfiguration\":{\"LocationConstraint\":\"eu-central-1\"}}");
        done("s3api", "put-bucket-tagging",
                "{\"Bucket\":\"logs-of-orders\",\"Tagging\":{\"TagSet\":[{\"Key\":\"team\",\"Value\":\"a<b\"}]}}");

        assertThat(done("s3api", "list-buckets", "{}").path("Buckets").path(0).path("Name").asText())
                .isEqualTo("logs-of-orders");
        assertThat(done("s3api", "get-bucket-location", "{\"Bucket\":\"logs-of-orders\"}").toString())
                .isEqualTo("{\"LocationConstraint\":\"eu-central-1\"}");
        assertThat(done("s3api", "get-bucket-tagging", "{\"Bucket\":\"logs-of-orders\"}").path("TagSet").toString())
                .isEqualTo("[{\"Key\":\"team\",\"Value\":\"a<b\"}]");
        assertThat(done("s3api", "list-objects-v2", "{\"Bucket\":\"logs-of-orders\",\"MaxKeys\":3}").path("KeyCount").asInt())
                .isZero();
        assertThat(refused("s3api", "head-bucket", "{\"Bucket\":\"nobodys\"}").code()).isEqualTo("404");
        assertThat(refused("s3api", "get-bucket-tagging", "{\"Bucket\":\"nobodys\"}").code()).isEqualTo("NoSuchBucket");
        done("s3api", "delete-bucket", "{\"Bucket\":\"logs-of-orders\"}");
    }

    @Test
    void sqsAndSns() {
        String queue = done("sqs", "create-queue", "{\"QueueName\":\"orders\",\"Attributes\":{\"VisibilityTimeout\":\"45\"}}")
                .path("QueueUrl").asText();
        assertThat(done("sqs", "get-queue-attributes", "{\"QueueUrl\":\"" + queue + "\",\"AttributeNames\":[\"All\"]}")
                .path("Attributes").path("VisibilityTimeout").asText()).isEqualTo("45");
        assertThat(refused("sqs", "get-queue-url", "{\"QueueName\":\"nobodys\"}").code()).contains("NonExistentQueue");

        String topic = done("sns", "create-topic", "{\"Name\":\"alarms\",\"Tags\":[{\"Key\":\"a\",\"Value\":\"b c\"}]}")
                .path("TopicArn").asText();
        done("sns", "publish", "{\"TopicArn\":\"" + topic + "\",\"Message\":\"ä & ö\",\"MessageAttributes\":{\"x\":"
                + "{\"DataType\":\"String\",\"StringValue\":\"y\"}}}");
        assertThat(done("sns", "get-topic-attributes", "{\"TopicArn\":\"" + topic + "\"}").path("Attributes").path("TopicArn")
                .asText()).isEqualTo(topic);
    }

    @Test
    void servicesThatSpeakJson() {
        done("logs", "create-log-group", "{\"logGroupName\":\"/app/orders\"}");
        assertThat(done("logs", "describe-log-groups", "{\"logGroupNamePrefix\":\"/app\"}").path("logGroups").path(0)
                .path("logGroupName").asText()).isEqualTo("/app/orders");

        done("dynamodb", "create-table", """
                {"TableName":"orders","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],"BillingMode":"PAY_PER_REQUEST",
                "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}]}""");
        JsonNode table = done("dynamodb", "describe-table", "{\"TableName\":\"orders\"}").path("Table");
        assertThat(table.path("CreationDateTime").asText()).endsWith("+00:00");
        assertThat(refused("dynamodb", "describe-table", "{\"TableName\":\"nobodys\"}").code())
                .isEqualTo("ResourceNotFoundException");

        done("ecs", "create-cluster", "{\"clusterName\":\"web\"}");
        assertThat(done("ecs", "list-clusters", "{}").path("clusterArns").path(0).asText()).endsWith("cluster/web");

        done("ssm", "put-parameter", "{\"Name\":\"/a\",\"Value\":\"b\",\"Type\":\"String\"}");
        assertThat(done("ssm", "describe-parameters", "{}").path("Parameters").path(0).path("Name").asText()).isEqualTo("/a");
        assertThat(call("ssm", "get-parameter", "{\"Name\":\"/a\"}")).isEqualTo(new AwsAnswer.Forbidden("ssm:GetParameter"));

        done("events", "put-rule", "{\"Name\":\"nightly\",\"ScheduleExpression\":\"rate(1 day)\"}");
        assertThat(done("events", "list-rules", "{}").path("Rules").path(0).path("Name").asText()).isEqualTo("nightly");

        assertThat(done("stepfunctions", "list-state-machines", "{}").path("stateMachines").isArray()).isTrue();
    }

    @Test
    void servicesThatSpeakXml() {
        done("cloudformation", "create-stack", "{\"StackName\":\"web\",\"TemplateBody\":{\"Resources\":{\"T\":"
                + "{\"Type\":\"AWS::SNS::Topic\",\"Properties\":{\"TopicName\":\"t\"}}}},\"Parameters\":[]}");
        assertThat(done("cloudformation", "describe-stacks", "{\"StackName\":\"web\"}").path("Stacks").path(0)
                .path("StackStatus").asText()).isEqualTo("CREATE_COMPLETE");

        String zone = done("route53", "create-hosted-zone", "{\"Name\":\"example.com\",\"CallerReference\":\"1\","
                + "\"HostedZoneConfig\":{\"Comment\":\"x\",\"PrivateZone\":false}}").path("HostedZone").path("Id").asText();
        assertThat(zone).startsWith("/hostedzone/");
        assertThat(done("route53", "get-hosted-zone", "{\"Id\":\"" + zone + "\"}").path("HostedZone").path("Name").asText())
                .isEqualTo("example.com.");
        done("route53", "change-resource-record-sets", "{\"HostedZoneId\":\"" + zone + "\",\"ChangeBatch\":{\"Changes\":["
                + "{\"Action\":\"CREATE\",\"ResourceRecordSet\":{\"Name\":\"a.example.com\",\"Type\":\"A\",\"TTL\":60,"
                + "\"ResourceRecords\":[{\"Value\":\"192.0.2.1\"}]}}]}}");
        assertThat(
                done("route53", "list-resource-record-sets", "{\"HostedZoneId\":\"" + zone + "\"}").path("ResourceRecordSets")
                        .findValuesAsText("Type"))
                .contains("A");

        assertThat(done("elbv2", "describe-load-balancers", "{}").path("LoadBalancers").isArray()).isTrue();
        assertThat(done("rds", "describe-db-instances", "{}").path("DBInstances").isArray()).isTrue();
        assertThat(refused("autoscaling", "delete-auto-scaling-group", "{\"AutoScalingGroupName\":\"nobodys\"}").code())
                .isEqualTo("ValidationError");
    }

    @Test
    void apiGateway() {
        done("apigateway", "create-rest-api", "{\"name\":\"orders\",\"endpointConfiguration\":{\"types\":[\"REGIONAL\"]}}");
        JsonNode api = done("apigateway", "get-rest-apis", "{\"limit\":5}").path("items").path(0);
        assertThat(api.path("name").asText()).isEqualTo("orders");
        assertThat(api.path("createdDate").asText()).endsWith("+00:00");
        assertThat(call("apigateway", "get-api-keys", "{}")).isEqualTo(new AwsAnswer.Forbidden("apigateway:GetApiKeys"));
    }

    /** What functions need, by a request of our own: nobody does it from a chat. */
    private static String iamRole() throws IOException {
        java.net.HttpURLConnection connection = (java.net.HttpURLConnection) URI.create(moto.url() + "/").toURL()
                .openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIAS3CR3T/20261128/us-east-1/iam/aws4_request,"
                        + " SignedHeaders=host, Signature=0");
        connection.getOutputStream().write(("Action=CreateRole&Version=2010-05-08&RoleName=f&AssumeRolePolicyDocument="
                + Percent.encoded(TRUST.replace("\\\"", "\""))).getBytes(StandardCharsets.UTF_8));
        assertThat(connection.getResponseCode()).isEqualTo(200);
        return "arn:aws:iam::123456789012:role/f";
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("x.py"));
            zip.write("def y(event, context): return event".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static AwsAnswer call(String service, String command, String parameters) {
        return calls.call(SomeAws.of(service, command, parameters, REGION), AS).await().atMost(Duration.ofSeconds(30));
    }

    private static JsonNode done(String service, String command, String parameters) {
        AwsAnswer answer = call(service, command, parameters);
        assertThat(answer).as(service + " " + command).isInstanceOf(AwsAnswer.Done.class);
        return ((AwsAnswer.Done) answer).output();
    }

    private static AwsAnswer.Refused refused(String service, String command, String parameters) {
        AwsAnswer answer = call(service, command, parameters);
        assertThat(answer).as(service + " " + command).isInstanceOf(AwsAnswer.Refused.class);
        return (AwsAnswer.Refused) answer;
    }
}
