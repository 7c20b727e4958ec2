package dev.tocsin.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogPagesTest {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant END = Instant.parse("2026-03-02T09:25:31.204Z");

    /** As the console itself writes it (No-Backspace-Crew/Speedrun, CWLInsights). */
    @Test
    void askLogsInsightsAsTheConsoleDoes() {
        assertThat(insights("eu-west-1", List.of("/aws/lambda/orders"), "fields @timestamp, @message")).contains(
                "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:logs-insights$3FqueryDetail$3D"
                        + "$257E$2528end$257E$25272026-03-02T09*3a25*3a31.204Z$257Estart$257E$25272026-03-02T09*3a00*3a00.000Z"
                        + "$257EtimeType$257E$2527ABSOLUTE$257Etz$257E$2527UTC"
                        + "$257EeditorString$257E$2527fields*20*40timestamp*2c*20*40message"
                        + "$257Esource$257E$2528$257E$2527*2faws*2flambda*2forders$2529$2529");
    }

    @Test
    void askSeveralGroupsAndEscapeWhateverTheyAreCalled() {
        assertThat(insights("eu-west-1", List.of("a'~(b)*", "\u00E9\u20AC"), "x")).hasValueSatisfying(
                url -> assertThat(url).endsWith(
                        "$257Esource$257E$2528$257E$2527a*27*7e*28b*29*2a$257E$2527*e9**20ac$2529$2529"));
    }

    @ParameterizedTest
    @CsvSource({ "eu-west-1, eu-west-1.console.aws.amazon.com", "cn-north-1, console.amazonaws.cn",
            "us-gov-west-1, console.amazonaws-us-gov.com", "us-iso-east-1, console.c2shome.ic.gov",
            "us-isob-east-1, console.sc2shome.sgov.gov", "eu-isoe-west-1, console.csphome.adc-e.uk",
            "us-isof-south-1, console.csphome.hci.ic.gov", "eusc-de-east-1, eusc-de-east-1.console.amazonaws-eusc.eu" })
    void leadToTheConsoleOfThePartition(String region, String host) {
        assertThat(insights(region, List.of("g"), "x")).hasValueSatisfying(url -> assertThat(url)
                .startsWith("https://" + host + "/cloudwatch/home?region=" + region + "#logsV2:logs-insights"));
    }

    @Test
    void leadNowhereWithoutAGroupOrARegion() {
        assertThat(insights("eu-west-1", List.of(), "x")).isEmpty();
        assertThat(insights("eu-west-1", List.of("a", ""), "x")).isEmpty();
        assertThat(insights(null, List.of("a"), "x")).isEmpty();
        assertThat(insights("moon", List.of("a"), "x")).isEmpty();
    }

    private static Optional<String> insights(String region, List<String> groups, String query) {
        return LogPages.insights(region, groups, START, END, query);
    }
}
