package dev.tocsin.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArnTest {

    @Test
    void takesAnArnApart() {
        assertThat(Arn.parse("arn:aws-cn:cloudwatch:cn-north-1:123456789012:alarm:CPU: too high (95 %)"))
                .contains(new Arn("aws-cn", "cloudwatch", "cn-north-1", "123456789012", "alarm:CPU: too high (95 %)"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "arn:aws:s3:::bucket/key", "arn:aws:iam::aws:policy/ReadOnlyAccess",
            "arn:aws:health:eu-west-1::event/EC2/AWS_EC2_ISSUE/1", "arn:aws-iso-b:sns:us-isob-east-1:123456789012:alerts",
            "arn:aws-new-kind:ec2:ne-where-1:123456789012:instance/i-1" })
    void showsItselfAsItWasWritten(String arn) {
        assertThat(Arn.parse(arn)).map(Arn::toString).contains(arn);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "arn", "arn:aws:sns:us-east-1:123456789012", "arn:aws:sns:us-east-1:123456789012:",
            " arn:aws:s3:::bucket", "arn:AWS:s3:::bucket", "arn:azure:s3:::bucket", "arn:aws::us-east-1:123456789012:x",
            "arn:aws:sns:us-east-1:12345678901:alerts", "arn:aws:sns:us_east_1:123456789012:alerts",
            "arn:aws:s3:::bucket\nX-Header: 1", "arn:aws:s3:::bucket\u0000", "ARN:aws:s3:::bucket" })
    void findsNoneInAnythingElse(String text) {
        assertThat(Arn.parse(text)).isEmpty();
    }

    @Test
    void findsNoneInEndlessText() {
        assertThat(Arn.parse("arn:aws:s3:::" + "x".repeat(1_000_000))).isEmpty();
        assertThat(Arn.parse("arn:aws" + "-a".repeat(1_000) + ":s3:::x")).isEmpty();
    }
}
