package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

class AwsEventTest {

    @Test
    void tellsWhatHappenedToWhatWhereAndWhen() {
        Notice notice = Samples.interpreted("general/event-ground-station.json");

        assertThat(notice.family()).isEqualTo("event");
        assertThat(notice.title()).isEqualTo("Ground Station Contact State Change: AWS_FAILED");
        assertThat(notice.severity()).isEqualTo(Severity.HIGH);
        assertThat(notice.region()).contains("eu-west-1");
        assertThat(notice.account()).contains("210987654321");
        assertThat(notice.occurredAt()).contains(Instant.parse("2026-03-02T09:15:31Z"));
        assertThat(notice.titleLink())
                .contains("https://eu-west-1.console.aws.amazon.com/groundstation/home?region=eu-west-1");
        assertThat(notice.correlationKey()).contains(
                "arn:aws:groundstation:eu-west-1:210987654321:contact/11111111-1111-4111-8111-111111111111");
        assertThat(notice.texts()).containsExactly(new Text.Plain("No carrier was found"));
        assertThat(Samples.facts(notice)).contains("Resource: contact/11111111-1111-4111-8111-111111111111",
                "Dataflows name: downlink", "Exit code: 137");
        assertThat(notice.title()).endsWith("AWS_FAILED");
        assertThat(notice.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void tellsOfAPartThatFailedInAWholeThatSucceeded() {
        Notice notice = Samples.interpreted("general/event-codebuild-new.json");

        assertThat(notice.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(notice.title()).isEqualTo("CodeBuild Something New State Change: SUCCEEDED, partly FAILED");
        assertThat(notice.titleLink()).contains(
                "https://console.amazonaws-us-gov.com/codesuite/codebuild/projects?region=us-gov-west-1");
    }

    @Test
    void isRecognisedWithoutASourceToo() {
        Notice notice = AllInterpreters.asked().interpret(Samples.message("""
                {"detail-type": "Thing Finding", "region": "us-east-1", "detail": {"severity": 8, "title": "A thing is odd",
                 "description": "It should not be odd."}}"""));

        assertThat(notice.title()).isEqualTo("Thing Finding");
        assertThat(notice.severity()).isEqualTo(Severity.HIGH);
        assertThat(notice.texts()).hasSize(1);
        assertThat(Samples.facts(notice)).startsWith("Title: A thing is odd");
    }

    @Test
    void showsEventsOfOnesOwn() {
        Notice notice = Samples.interpreted("general/event-own.json");

        assertThat(notice.title()).isEqualTo("Order Payment Failed");
        assertThat(notice.severity()).isEqualTo(Severity.HIGH);
        assertThat(notice.titleLink()).isEmpty();
        assertThat(notice.texts()).containsExactly(new Text.Plain("The card was declined"));
        assertThat(Samples.facts(notice)).contains("Order ID: A-100", "Amount: 12.5", "Error code: card_declined",
                "Attempts: 1, 2, 3, 4, 5 and 2 more", "Source: com.example.shop");
        assertThat(notice.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void toleratesWhatInputTransformersLeave() {
        Notice notice = Samples.interpreted("general/event-transformed.json");

        assertThat(notice.title()).isEqualTo("AWS Health Event");
        assertThat(notice.texts()).containsExactly(new Text.Plain("EC2 operational issue in eu-west-1"));
    }

    @Test
    void readsNotificationsOfTheDeveloperTools() {
        Notice notice = Samples.interpreted("general/developer-tools.json");

        assertThat(notice.title()).isEqualTo("CodePipeline Something New State Change: FAILED");
        assertThat(notice.severity()).isEqualTo(Severity.HIGH);
        assertThat(notice.texts()).containsExactly(new Text.Plain("Build terminated with state: FAILED"));
        assertThat(Samples.facts(notice)).contains("Resource: shop", "Pipeline: shop", "Failed stage: Build",
                "Failed action count: 1");
    }

    @Test
    void cutsLongValuesInTheMiddle() {
        Notice notice = AllInterpreters.asked().interpret(Samples.message("""
                {"detail-type": "Thing Changed", "source": "com.example", "detail": {"path": "/begin%s/end"}}"""
                .formatted("x".repeat(5000))));

        assertThat(Samples.facts(notice)).anySatisfy(
                fact -> assertThat(fact).startsWith("Path: /begin").contains("…").endsWith("/end").hasSizeLessThan(260));
    }
}
