package dev.tocsin.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.aws.AwsFault.Kind;
import dev.tocsin.aws.CloudWatchConfig.AsItself;
import io.smallrye.mutiny.Uni;

/** What is asked of CloudWatch, by the SDK's own client in its own protocol. */
class CloudWatchApiTest {

    private static final Optional<String> NO_ROLE = Optional.empty();
    private static final String ROLE = "arn:aws:iam::222222222222:role/charts";
    private static final Instant FROM = Instant.parse("2026-11-28T04:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-28T07:00:00Z");

    private final TinyAws aws = new TinyAws();
    private ReadingApis apis = ReadingApis.at(aws.url());

    @AfterEach
    void stop() {
        apis.close();
        aws.close();
    }

    @Test
    void asksForMetricsAndExpressionsAndReadsTheirValues() {
        aws.answers("GetMetricData", 200,
                """
                        {"MetricDataResults":[
                          {"Id":"e1","Label":"Error rate","Timestamps":[1795838400,1795838100],"Values":[7.5,"NaN"],"StatusCode":"Complete"},
                          {"Id":"band","Label":"high","Timestamps":[],"Values":[],"StatusCode":"PartialData"}]}""");
        MetricQuery metric = new MetricQuery("m1", Optional.of(new MetricQuery.Stat("AWS/Lambda", "Errors",
                Map.of("FunctionName", "orders"), "Sum", Optional.of("Count"))), Optional.empty(), Optional.empty(),
                Optional.of(300), false, Optional.of("333333333333"));
        MetricQuery expression = new MetricQuery("e1", Optional.empty(), Optional.of("100*m1/m2"), Optional.of("Error rate"),
                Optional.empty(), true, Optional.empty());

        List<MetricValues> series = answer(apis.cloudWatch().metricData(reader("222222222222", Optional.of(ROLE)),
                "eu-central-1", List.of(metric, expression), FROM, TO));

        assertThat(series).hasSize(2);
        assertThat(series.get(0)).isEqualTo(new MetricValues("e1", "Error rate",
                List.of(Instant.ofEpochSecond(1795838400), Instant.ofEpochSecond(1795838100)), List.of(7.5, Double.NaN),
                "Complete"));
        assertThat(series.get(1).status()).isEqualTo("PartialData");

        TinyAws.Asked asked = aws.asked("GetMetricData").get(0);
        assertThat(asked.authorization()).contains("Credential=ASIA222222222222/", "/eu-central-1/monitoring/");
        JsonNode queries = asked.json().path("MetricDataQueries");
        assertThat(queries.path(0)).hasToString("""
                {"Id":"m1","MetricStat":{"Metric":{"Namespace":"AWS/Lambda","MetricName":"Errors",\
                "Dimensions":[{"Name":"FunctionName","Value":"orders"}]},"Period":300,"Stat":"Sum","Unit":"Count"},\
                "ReturnData":false,"AccountId":"333333333333"}""");
        assertThat(queries.path(1)).hasToString(
                "{\"Id\":\"e1\",\"Expression\":\"100*m1/m2\",\"Label\":\"Error rate\",\"ReturnData\":true}");
        assertThat(asked.json().path("StartTime").asLong()).isEqualTo(FROM.getEpochSecond());
        assertThat(asked.json().path("ScanBy").asText()).isEqualTo("TimestampDescending");
    }

    @Test
    void takesThePictureAsItIs() {
        byte[] png = { (byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff };
        aws.answers("GetMetricWidgetImage", 200,
                "{\"MetricWidgetImage\":\"" + Base64.getEncoder().encodeToString(png) + "\"}");

        assertThat(answer(apis.cloudWatch().widgetImage(reader("111111111111", NO_ROLE), "us-east-1", "{\"width\":800}")))
                .isEqualTo(png);
        assertThat(aws.asked("GetMetricWidgetImage").get(0).json().path("MetricWidget").asText()).isEqualTo("{\"width\":800}");
    }

    @Test
    void readsTheTagsOfAnAlarm() {
        aws.answers("ListTagsForResource", 200, "{\"Tags\":[{\"Key\":\"team\",\"Value\":\"payments\"}]}");

        assertThat(answer(apis.cloudWatch().tags(reader("111111111111", NO_ROLE), "us-east-1",
                "arn:aws:cloudwatch:us-east-1:111111111111:alarm:x"))).isEqualTo(Map.of("team", "payments"));
    }

    @Test
    void aRefusalSaysWhichAndWhy() {
        aws.refuses("GetMetricData", "AccessDenied", "User: x is not authorized to perform: cloudwatch:GetMetricData");
        AwsReader reader = reader("222222222222", Optional.of(ROLE));

        assertThatThrownBy(() -> answer(apis.cloudWatch().metricData(reader, "eu-central-1", List.of(), FROM, TO)))
                .isInstanceOfSatisfying(AwsFault.class, fault -> assertThat(fault.kind()).isEqualTo(Kind.DENIED))
                .hasMessageContaining("not authorized to perform: cloudwatch:GetMetricData");
        aws.refuses("GetMetricData", "Throttling", "Rate exceeded");
        assertThatThrownBy(() -> answer(apis.cloudWatch().metricData(reader, "eu-central-1", List.of(), FROM, TO)))
                .isInstanceOfSatisfying(AwsFault.class, fault -> assertThat(fault.kind()).isEqualTo(Kind.THROTTLED));
        assertThat(aws.asked("GetMetricData")).as("nothing is tried again here").hasSize(2);
    }

    @Test
    void readsAsTheRoleThatIsNamedAndAssumesItOnce() {
        AwsReader reader = reader("222222222222", Optional.of(ROLE));
        reader("222222222222", Optional.of(ROLE));

        assertThat(reader.name()).isEqualTo("the role " + ROLE);
        assertThat(reader.account()).contains("222222222222");
        assertThat(aws.asked("AssumeRole")).singleElement().satisfies(asked -> {
            assertThat(asked.body()).contains("RoleSessionName=tocsin-reads");
            assertThat(asked.authorization()).contains("/eu-central-1/sts/");
        });
    }

    @Test
    void readsAsItselfInItsOwnAccountOnly() {
        assertThat(reader("111111111111", NO_ROLE).name()).isEqualTo("Tocsin itself");
        assertThat(reader("111111111111", NO_ROLE).account()).contains("111111111111");
        assertThat(aws.asked("GetCallerIdentity")).as("remembered").hasSize(1);
        assertThatThrownBy(() -> reader("222222222222", NO_ROLE)).isInstanceOf(AwsFault.class)
                .hasMessage("no role is named, and Tocsin itself is not of the account 222222222222");
    }

    @Test
    void readsAsItselfWhereTheRoleMayNotBeAssumed() {
        aws.refuses("AssumeRole", "AccessDenied", "not authorized to perform: sts:AssumeRole");

        assertThat(reader("111111111111", Optional.of("arn:aws:iam::111111111111:role/charts")).name())
                .isEqualTo("Tocsin itself");
        assertThatThrownBy(() -> reader("222222222222", Optional.of(ROLE))).isInstanceOf(AwsFault.class)
                .hasMessage("the role " + ROLE + " cannot be assumed (AWS does not allow it, AccessDenied: not authorized to "
                        + "perform: sts:AssumeRole), and Tocsin itself is not of the account 222222222222");
        assertThatThrownBy(() -> reader("222222222222", Optional.of(ROLE))).isInstanceOf(AwsFault.class);
        assertThat(aws.asked("AssumeRole")).as("a refusal is remembered for a while").hasSize(2);
    }

    @Test
    void aRoleOfAnotherPartitionIsNotAssumed() {
        assertThatThrownBy(() -> answer(apis.cloudWatch().reader(
                new AwsPlace("cn-north-1", Optional.of("222222222222"), Optional.of(ROLE)))))
                .isInstanceOf(AwsFault.class).hasMessageStartingWith("the role " + ROLE + " is none of the Region's partition");
        assertThat(aws.asked("AssumeRole")).isEmpty();
    }

    @Test
    void worksAsTheRoleOfTheAccountWhereTheSettingsHaveOne() {
        apis.close();
        apis = ReadingApis.at(aws.url(), AsItself.NEVER, Optional.of("arn:{partition}:iam::{account}:role/tocsin"));

        assertThat(reader("333333333333", NO_ROLE).name()).isEqualTo("the role arn:aws:iam::333333333333:role/tocsin");
    }

    @Test
    void itselfIsWhatTheSettingsSay() {
        apis.close();
        apis = ReadingApis.at(aws.url(), AsItself.EVERYWHERE, Optional.empty());
        AwsReader reader = reader("222222222222", NO_ROLE);
        assertThat(reader.account()).as("so that another account's metrics are asked for as such").contains("111111111111");

        apis.close();
        apis = ReadingApis.at(aws.url(), AsItself.NEVER, Optional.empty());
        assertThatThrownBy(() -> reader("111111111111", NO_ROLE)).isInstanceOf(AwsFault.class)
                .hasMessageContaining("tocsin.cloudwatch.as-itself");
    }

    @Test
    void noRegionIsAnAnswerToo() {
        assertThatThrownBy(() -> answer(apis.cloudWatch().reader(new AwsPlace("evil.example.com/", NO_ROLE, NO_ROLE))))
                .isInstanceOf(AwsFault.class).hasMessageStartingWith("there is no AWS Region");
    }

    private AwsReader reader(String account, Optional<String> role) {
        return answer(apis.cloudWatch().reader(new AwsPlace("eu-central-1", Optional.of(account), role)));
    }

    private static <T> T answer(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
