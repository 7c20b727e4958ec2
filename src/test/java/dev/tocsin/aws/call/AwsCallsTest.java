package dev.tocsin.aws.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;

/** What comes of calls, whatever AWS answers or does not. */
class AwsCallsTest {

    private static final String FUNCTION = "{\"FunctionName\":\"orders\"}";

    private final SomeAws aws = new SomeAws(Duration.ofSeconds(15), Clock.systemUTC());

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void anAnswerComesAsTheCommandLinePrintsIt() {
        aws.answers("DescribeAlarms", 200, """
                <DescribeAlarmsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><DescribeAlarmsResult>
                <MetricAlarms><member><AlarmName>cpu</AlarmName><Threshold>80.5</Threshold><Period>60</Period>
                <StateUpdatedTimestamp>2026-11-25T12:00:00.123Z</StateUpdatedTimestamp><ActionsEnabled>true</ActionsEnabled>
                </member></MetricAlarms></DescribeAlarmsResult></DescribeAlarmsResponse>""");
        aws.answers("POST", 200, "{\"answer\":42}", Map.of("X-Amz-Executed-Version", "7", "Content-Type", "application/json"));

        AwsAnswer invoked = aws.call("lambda", "invoke", "{\"FunctionName\":\"orders\",\"Payload\":{\"id\":1}}");
        assertThat(invoked).isInstanceOfSatisfying(AwsAnswer.Done.class, done -> assertThat(done.output().toString())
                .isEqualTo("{\"StatusCode\":200,\"ExecutedVersion\":\"7\",\"Payload\":{\"answer\":42}}"));
        assertThat(aws.asked("POST").get(0)).satisfies(asked -> {
            assertThat(asked.uri()).isEqualTo("/2015-03-31/functions/orders/invocations");
            assertThat(asked.body()).isEqualTo("{\"id\":1}");
            assertThat(asked.authorization()).contains("Credential=ASIAROLE/", "/eu-central-1/lambda/aws4_request");
            assertThat(asked.headers()).containsEntry("X-Amz-Security-Token", "s3cr3t-token");
        });
    }

    @Test
    void whatIsNeverAllowedIsNotAsked() {
        assertThat(aws.call("dynamodb", "get-item", "{\"TableName\":\"orders\",\"Key\":{}}"))
                .isEqualTo(new AwsAnswer.Forbidden("dynamodb:GetItem"));
        assertThat(aws.call("lambda", "get-function", FUNCTION)).isEqualTo(new AwsAnswer.Forbidden("lambda:GetFunction"));
        assertThat(aws.asked).isEmpty();
    }

    @Test
    void whatIsMissingIsSaidBeforeAnythingIsSent() {
        assertThat(aws.call("lambda", "get-function-configuration", "{}")).isEqualTo(new AwsAnswer.Refused("ParamValidation",
                "FunctionName is missing.", 400, Optional.empty(), false));
        assertThat(aws.call("lambda", "get-function-configuration", "{\"FunctionName\":\"..\"}"))
                .isInstanceOfSatisfying(AwsAnswer.Refused.class, refused -> assertThat(refused.message()).contains(".."));
        assertThat(aws.call("ecs", "list-tasks", "{\"cluster\":[1],\"x\":1}"))
                .isInstanceOfSatisfying(AwsAnswer.Refused.class, refused -> assertThat(refused.message())
                        .startsWith("x is not known. There are cluster, containerInstance, "));
        assertThat(aws.asked).isEmpty();
    }

    @Test
    void aRegionOrAServiceThatIsNotThereIsSaid() {
        assertThat(aws.call("ecs", "list-clusters", "{}", "mars-north-1", SomeAws.role(List.of())))
                .isEqualTo(new AwsAnswer.Unreached("There is no AWS Region mars-north-1.", false));
    }

    @Test
    void aRefusalNamesTheMissingAction() {
        aws.answers("ListClusters", 400,
                """
                        {"__type":"AccessDeniedException","Message":"User: arn:aws:sts::222222222222:assumed-role/on-call/chatbot-session-U1 is \
                        not authorized to perform: ecs:ListClusters on resource: * because no session policy allows the ecs:ListClusters action"}""");
        aws.answers("StopInstances", 403,
                """
                        <Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized to perform this operation. \
                        Encoded authorization failure message: AbCdEf0123</Message></Error></Errors><RequestID>1</RequestID></Response>""");

        assertThat(aws.call("ecs", "list-clusters", "{}")).isInstanceOfSatisfying(AwsAnswer.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("AccessDeniedException");
            assertThat(refused.missingAction()).contains("ecs:ListClusters");
            assertThat(refused.isThrottled()).isFalse();
        });
        assertThat(aws.call("ec2", "stop-instances", "{\"InstanceIds\":[\"i-1\"]}")).isEqualTo(new AwsAnswer.Refused(
                "UnauthorizedOperation", "You are not authorized to perform this operation.", 403,
                Optional.of("ec2:StopInstances"), false));
    }

    @Test
    void readingIsTriedOnceMoreAndAChangeIsNot() {
        aws.inTurn("ListClusters", List.of(SomeAws.of(503, ""), SomeAws.of(200, "{\"clusterArns\":[\"a\"]}")));
        aws.inTurn("UpdateService", List.of(SomeAws.of(500, "{\"__type\":\"ServerException\"}"), SomeAws.of(200, "{}")));
        aws.inTurn("DescribeStacks", List.of(SomeAws.of(400,
                """
                        <ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>""")));

        assertThat(aws.call("ecs", "list-clusters", "{}")).isInstanceOf(AwsAnswer.Done.class);
        assertThat(aws.call("ecs", "update-service", "{\"service\":\"orders\"}")).isEqualTo(
                new AwsAnswer.Failed("ServerException", "Internal Server Error", 500, true, true));
        assertThat(aws.call("cloudformation", "describe-stacks", "{}")).isEqualTo(
                new AwsAnswer.Refused("Throttling", "Rate exceeded", 400, Optional.empty(), true));
        assertThat(aws.asked("ListClusters")).hasSize(2);
        assertThat(aws.asked("UpdateService")).hasSize(1);
        assertThat(aws.asked("DescribeStacks")).hasSize(2);
    }

    @Test
    void anAnswerOfFiftyMegabytesIsCutOff() throws InterruptedException {
        AtomicLong written = new AtomicLong();
        CountDownLatch isOver = new CountDownLatch(1);
        aws.inTurn("ListClusters", List.of(exchange -> {
            exchange.sendResponseHeaders(200, 50_000_000);
            byte[] part = new byte[100_000];
            try {
                for (int i = 0; i < 500; i++) {
                    exchange.getResponseBody().write(part);
                    written.addAndGet(part.length);
                }
            } catch (IOException closed) {
                // That is what it is to come to.
            } finally {
                isOver.countDown();
            }
        }));

        assertThat(aws.call("ecs", "list-clusters", "{}")).isEqualTo(new AwsAnswer.TooLong(1_048_576));
        assertThat(isOver.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(written.get()).isLessThan(50_000_000);
    }

    @Test
    void whatWasSentMayHaveHappenedAllTheSame() {
        try (SomeAws silent = new SomeAws(Duration.ofMillis(700), Clock.systemUTC())) {
            SomeAws.Answering never = exchange -> {
                // The connection stays open, and nothing comes.
            };
            silent.inTurn("UpdateService", List.of(never)).inTurn("ListClusters", List.of(never));

            assertThat(silent.call("ecs", "update-service", "{\"service\":\"orders\"}"))
                    .isInstanceOfSatisfying(AwsAnswer.Unreached.class, none -> {
                        assertThat(none.mayHaveHappened()).isTrue();
                        assertThat(none.words()).startsWith("AWS did not answer within");
                    });
            assertThat(silent.call("ecs", "list-clusters", "{}")).isInstanceOfSatisfying(AwsAnswer.Unreached.class,
                    none -> assertThat(none.mayHaveHappened()).isFalse());
        }
    }

    @Test
    void aConnectionThatBreaksMayHaveDoneIt() {
        aws.inTurn("UpdateService", List.of(exchange -> exchange.getHttpContext().getServer().stop(0)));

        assertThat(aws.call("ecs", "update-service", "{\"service\":\"orders\"}"))
                .isInstanceOfSatisfying(AwsAnswer.Unreached.class, none -> {
                    assertThat(none.mayHaveHappened()).isTrue();
                    assertThat(none.words()).as("it was reached").doesNotContain("cannot be reached");
                });
        assertThat(aws.call("ecs", "update-service", "{\"service\":\"orders\"}"))
                .isInstanceOfSatisfying(AwsAnswer.Unreached.class, none -> {
                    assertThat(none.mayHaveHappened()).isFalse();
                    assertThat(none.words()).contains("is called in place of AWS and cannot be reached");
                });
    }

    @Test
    void whatCannotBeUnderstoodIsSaid() {
        aws.answers("ListClusters", 200, "<html>").answers("UpdateService", 200, "{\"service\":").answers("DescribeStacks", 200,
                "{}");

        assertThat(aws.call("ecs", "list-clusters", "{}")).isInstanceOfSatisfying(AwsAnswer.Unreached.class,
                none -> assertThat(none.mayHaveHappened()).isFalse());
        assertThat(aws.call("ecs", "update-service", "{\"service\":\"orders\"}"))
                .isInstanceOfSatisfying(AwsAnswer.Unreached.class, none -> assertThat(none.mayHaveHappened()).isTrue());
        assertThat(aws.call("cloudformation", "describe-stacks", "{}")).isInstanceOf(AwsAnswer.Unreached.class);
    }

    @Test
    void soManyCallsAtATimeAndSoManyThatWait() throws InterruptedException {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        aws.inTurn("ListClusters", List.of(exchange -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                go.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            atOnce.decrementAndGet();
            SomeAws.of(200, "{}").answer(exchange);
        }));
        List<AwsAnswer> answers = new java.util.concurrent.CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(12);
        List<Uni<AwsAnswer>> started = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            started.add(aws.started("ecs", "list-clusters", "{}", "eu-central-1", SomeAws.role(List.of())));
        }
        started.forEach(one -> one.subscribe().with(answer -> {
            answers.add(answer);
            done.countDown();
        }));
        while ((answers.size() < 2 || atOnce.get() < 2) && done.getCount() > 0) {
            Thread.onSpinWait();
        }
        go.countDown();

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isEqualTo(2);
        assertThat(answers.stream().filter(AwsAnswer.Done.class::isInstance)).hasSize(10);
        assertThat(answers.stream().filter(AwsAnswer.Unreached.class::isInstance)).hasSize(2);
    }

    @Test
    void bucketsStandInThePathWhereOneHostIsForAllAndS3SignsPathsAsTheyAre() {
        aws.answers("GET", 200, """
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>logs</Name><Contents><Key>a b+c</Key>
                <Size>3</Size></Contents><KeyCount>1</KeyCount></ListBucketResult>""");

        assertThat(aws.call("s3api", "list-objects-v2", "{\"Bucket\":\"logs\",\"Prefix\":\"a b/\"}"))
                .isInstanceOfSatisfying(AwsAnswer.Done.class,
                        done -> assertThat(done.output().path("Contents").path(0).path("Key").asText()).isEqualTo("a b+c"));
        assertThat(aws.asked("GET").get(0).uri()).isEqualTo("/logs?list-type=2&prefix=a%20b%2F");
        assertThat(aws.asked("GET").get(0).headers()).containsKey("x-amz-content-sha256");
        assertThat(aws.asked("GET").get(0).authorization()).contains("/eu-central-1/s3/aws4_request");
    }

    @Test
    void aFailureOfAwsIsNoRefusalAndWhatItDoesNotHaveOrIsTooOftenIsOne() {
        aws.answers("ListClusters", 500, "{\"__type\":\"ServerException\",\"message\":\"It broke.\"}");
        aws.answers("UpdateService", 501, "");
        aws.answers("StopTask", 503, "{\"__type\":\"ThrottlingException\"}");
        aws.answers("GET", 200, "<Error><Code>InternalError</Code><Message>Try again.</Message></Error>");

        assertThat(aws.call("ecs", "list-clusters", "{}"))
                .isEqualTo(new AwsAnswer.Failed("ServerException", "It broke.", 500, false, true));
        assertThat(aws.call("ecs", "update-service", "{\"service\":\"orders\"}")).isInstanceOf(AwsAnswer.Refused.class);
        assertThat(aws.call("ecs", "stop-task", "{\"task\":\"t\"}")).isInstanceOf(AwsAnswer.Refused.class);
        assertThat(aws.call("s3api", "list-objects-v2", "{\"Bucket\":\"logs\"}"))
                .isEqualTo(new AwsAnswer.Failed("InternalError", "Try again.", 200, false, true));
    }

    @Test
    void s3SaysInWhichRegionABucketIs() {
        aws.answers("GET", 301, "<Error><Code>PermanentRedirect</Code><Message>Use the specified endpoint.</Message></Error>",
                Map.of("x-amz-bucket-region", "us-west-2"));

        assertThat(aws.call("s3api", "list-objects-v2", "{\"Bucket\":\"logs\"}")).isInstanceOfSatisfying(
                AwsAnswer.Refused.class,
                refused -> assertThat(refused.message()).endsWith("The bucket is in the Region us-west-2."));
    }
}
