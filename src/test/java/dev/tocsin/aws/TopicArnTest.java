package dev.tocsin.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicArnTest {

    @ParameterizedTest
    @ValueSource(strings = { "arn:aws:sns:us-east-1:123456789012:alerts", "arn:aws:sns:eu-west-1:123456789012:orders.fifo",
            "arn:aws-cn:sns:cn-northwest-1:123456789012:A_b-1", "arn:aws-us-gov:sns:us-gov-east-1:123456789012:x",
            "arn:aws-iso:sns:us-iso-east-1:123456789012:x", "arn:aws-iso-b:sns:us-isob-east-1:123456789012:x",
            "arn:aws-iso-e:sns:eu-isoe-west-1:123456789012:x", "arn:aws-iso-f:sns:us-isof-south-1:123456789012:x",
            "arn:aws-eusc:sns:eusc-de-east-1:123456789012:x" })
    void readsTopicsOfAllPartitions(String arn) {
        assertThat(TopicArn.parse(arn)).map(TopicArn::toString).contains(arn);
        assertThat(TopicArn.isValid(arn)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "alerts", "arn:aws:sqs:us-east-1:123456789012:alerts", "arn:aws:sns::123456789012:alerts",
            "arn:aws:sns:us-east-1::alerts", "arn:aws:sns:us-east-1:aws:alerts", "arn:aws:sns:cn-north-1:123456789012:alerts",
            "arn:aws-zz:sns:us-east-1:123456789012:alerts", "arn:aws:sns:us-east-1:123456789012:alerts.fifo.fifo",
            "arn:aws:sns:us-east-1:123456789012:.fifo", "arn:aws:sns:us-east-1:123456789012:al erts",
            "arn:aws:sns:us-east-1:123456789012:alerts:de3f1b5c-0000-4000-8000-000000000000",
            "arn:aws:sns:us-east-1:123456789012:alerts\n", "arn:aws:sns:s3-us-west-2:123456789012:alerts" })
    void refusesAllElse(String text) {
        assertThat(TopicArn.isValid(text)).isFalse();
    }

    @Test
    void allowsNamesOf256Characters() {
        String prefix = "arn:aws:sns:us-east-1:123456789012:";

        assertThat(TopicArn.isValid(prefix + "x".repeat(256))).isTrue();
        assertThat(TopicArn.isValid(prefix + "x".repeat(257))).isFalse();
        assertThat(TopicArn.isValid(prefix + "x".repeat(251) + ".fifo")).isTrue();
        assertThat(TopicArn.isValid(prefix + "x".repeat(252) + ".fifo")).isFalse();
    }
}
