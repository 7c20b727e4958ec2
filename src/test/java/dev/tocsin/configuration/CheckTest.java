package dev.tocsin.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.ProblemException;

class CheckTest {

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";

    @Test
    void takesNamesWithinTheLimits() {
        for (String name : List.of("a", "A-b_9", "x".repeat(128))) {
            assertThat(errors(check -> check.configurationName(name))).as(name).isEmpty();
        }
        for (String name : List.of("", "a b", "ä", "a/b", "a\n", "x".repeat(129))) {
            assertThat(errors(check -> check.configurationName(name))).as(name).singleElement()
                    .satisfies(error -> assertThat(error.message()).contains("1 to 128 letters"));
        }
    }

    @Test
    void takesStandardTopicsOfAllPartitions() {
        assertThat(errors(check -> check.topics(List.of(TOPIC, "arn:aws-cn:sns:cn-north-1:123456789012:a",
                "arn:aws-us-gov:sns:us-gov-west-1:123456789012:a", "arn:aws-eusc:sns:eusc-de-east-1:123456789012:a"))))
                .isEmpty();
    }

    @Test
    void saysWhichTopicIsNone() {
        assertThat(errors(check -> check.topics(Arrays.asList(TOPIC, "alarms", null, TOPIC + ":0a1b",
                "arn:aws:sqs:eu-central-1:123456789012:alarms")))).extracting(Invalid::field)
                .containsExactly("snsTopicArns[1]", "snsTopicArns[2]", "snsTopicArns[3]", "snsTopicArns[4]");
    }

    @Test
    void refusesFifoTopicsWithTheReason() {
        assertThat(errors(check -> check.topics(List.of(TOPIC + ".fifo")))).singleElement().satisfies(error -> {
            assertThat(error.message()).contains("SNS does not deliver FIFO topics to HTTPS");
            assertThat(error.rejectedValue()).isEqualTo(TOPIC + ".fifo");
        });
    }

    @Test
    void boundsTheLists() {
        assertThat(errors(check -> check.topics(Collections.nCopies(1000, TOPIC)))).isEmpty();
        assertThat(errors(check -> check.topics(Collections.nCopies(1001, TOPIC)))).singleElement()
                .satisfies(error -> assertThat(error.message()).isEqualTo("must have at most 1000 topics, has 1001"));
        assertThat(errors(check -> check.tags(tags(50)))).isEmpty();
        assertThat(errors(check -> check.tags(tags(51)))).singleElement()
                .satisfies(error -> assertThat(error.message()).isEqualTo("must have at most 50 tags, has 51"));
        assertThat(errors(check -> check.guardrails(Collections.nCopies(21, "arn:aws:iam::aws:policy/A")))).hasSize(1);
    }

    @Test
    void takesTagsAsAwsDoes() {
        assertThat(errors(check -> check.tags(List.of(new Tag("k", null), new Tag("x".repeat(128), "y".repeat(256)),
                new Tag("empty", ""))))).isEmpty();
        assertThat(errors(check -> check.tags(Arrays.asList(new Tag("aws:x", "v"), new Tag("AWS:y", "v"), new Tag("", "v"),
                new Tag(null, "v"), null, new Tag("x".repeat(129), "v"), new Tag("long", "y".repeat(257)), new Tag("k", "v"),
                new Tag("k", "w"))))).extracting(Invalid::field).containsExactly("tags[0].tagKey", "tags[1].tagKey",
                        "tags[2].tagKey", "tags[3].tagKey", "tags[4].tagKey", "tags[5].tagKey", "tags[6].tagValue",
                        "tags[8].tagKey");
    }

    @Test
    void takesRolesAndPoliciesOfAllPartitions() {
        for (String role : List.of("arn:aws:iam::123456789012:role/chat", "arn:aws-cn:iam::123456789012:role/path/chat",
                "arn:aws-us-gov:iam::123456789012:role/a+=,.@-_")) {
            assertThat(errors(check -> check.roleArn(role))).as(role).isEmpty();
        }
        for (String role : List.of("chat", "arn:aws:iam::123456789012:user/chat", "arn:aws:iam::123456789012:role/",
                "arn:aws:iam::123456789012:role/" + "x".repeat(1200))) {
            assertThat(errors(check -> check.roleArn(role))).as(role).singleElement()
                    .satisfies(error -> assertThat(error.message()).contains("1224"));
        }
        assertThat(errors(check -> check.guardrails(List.of("arn:aws:iam::aws:policy/ReadOnlyAccess",
                "arn:aws-cn:iam::123456789012:policy/own")))).isEmpty();
        assertThat(errors(check -> check.guardrails(Arrays.asList("arn:aws:iam::aws:policy/aws-service-role/A", null,
                "arn:aws:iam::aws:policy/" + "x".repeat(1150))))).hasSize(3);
    }

    @Test
    void boundsTexts() {
        for (String text : List.of("", " ", "a\nb", "a\u0000", "a\u2028b", "x".repeat(256))) {
            assertThat(errors(check -> check.text("slackChannelName", text))).as(text).hasSize(1);
        }
        assertThat(errors(check -> check.text("slackChannelName", "Zahlungen – ä 😀"))).isEmpty();
    }

    @Test
    void repeatsLongValuesShortened() {
        assertThat(errors(check -> check.text("slackChannelName", "x".repeat(5000)))).singleElement()
                .satisfies(error -> assertThat(error.rejectedValue()).hasSizeLessThan(300).endsWith("(5000 characters)"));
    }

    @Test
    void ifMatchNamesTheVersionOrAnyOrNone() {
        String etag = IfMatch.etag(7, 3);
        assertThat(etag).isEqualTo("\"7-3\"");
        for (String header : Arrays.asList(null, "*", "\"7-3\"", "\"1-1\", \"7-3\"")) {
            new IfMatch(header).require(etag);
        }
        for (String header : List.of("\"7-2\"", "7-3", "W/\"7-3\"", "", "\"8-3\"")) {
            assertThatThrownBy(() -> new IfMatch(header).require(etag)).as(header).isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("412");
        }
    }

    private static List<Tag> tags(int number) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            tags.add(new Tag("key" + i, "value"));
        }
        return tags;
    }

    private static List<Invalid> errors(Consumer<Check> what) {
        Check check = new Check();
        what.accept(check);
        return check.errors();
    }

    /** YAML folds U+0085 as it does a line's end, so an exported file would not say what is stored. */
    @ParameterizedTest
    @ValueSource(strings = { "a\nb", "a\u0085b", "a\u009fb", "a\u2028b" })
    void refusesControlCharactersOfAllSorts(String text) {
        Check check = new Check();

        check.text("webhookDescription", text);

        assertThat(check.errors()).hasSize(1);
    }
}
