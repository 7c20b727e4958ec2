package dev.tocsin.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleLinksTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            eu-west-1,      https://eu-west-1.console.aws.amazon.com
            cn-north-1,     https://console.amazonaws.cn
            us-gov-west-1,  https://console.amazonaws-us-gov.com
            us-iso-east-1,  https://console.c2shome.ic.gov
            eusc-de-east-1, https://eusc-de-east-1.console.amazonaws-eusc.eu
            """)
    void leadToTheConsoleOfThePartition(String region, String console) {
        assertThat(ConsoleLinks.alarm(region, "cpu"))
                .contains(console + "/cloudwatch/deeplink.js?region=" + region + "#alarmsV2:alarm/cpu");
    }

    @Test
    void percentEncodeTheAlarmName() {
        assertThat(ConsoleLinks.alarm("eu-west-1", "a/b c|<d>&e#é%+*\uD800")).hasValueSatisfying(
                link -> assertThat(link).endsWith("#alarmsV2:alarm/a%2Fb%20c%7C%3Cd%3E%26e%23%C3%A9%25%2B%2A%3F"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ecs,          https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters?region=eu-west-1
            lambda,       https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1
            codepipeline, https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines?region=eu-west-1
            autoscaling,  'https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#AutoScalingGroups:'
            """)
    void leadToAService(String service, String link) {
        assertThat(ConsoleLinks.service("eu-west-1", service)).contains(link);
    }

    @Test
    void areAbsentWithoutARegionOrAPlace() {
        assertThat(ConsoleLinks.alarm("EU (Ireland)", "cpu")).isEmpty();
        assertThat(ConsoleLinks.alarm(null, "cpu")).isEmpty();
        assertThat(ConsoleLinks.alarm("eu-west-1", null)).isEmpty();
        assertThat(ConsoleLinks.service("eu-west-1", "../evil")).isEmpty();
        assertThat(ConsoleLinks.service("eu-west-1", null)).isEmpty();
    }
}
