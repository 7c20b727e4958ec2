package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.standin.MetricsService.MetricName;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** CloudWatch, as the AWS SDKs for Java (in CBOR) and for Python (in JSON) ask it. */
class MetricsApiTest {

    private static final Instant END = Instant.parse("2026-11-28T10:00:00Z");
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** What CloudWatchAsyncClient 2.41.18 sent for a metric, an expression, a band and a metric that is not there. */
    private static final String FROM_THE_SDK = "bf714d6574726963446174615175657269657384bf624964626d316a4d657472696353746174bf"
            + "664d6574726963bf694e616d657370616365724157532f4170706c69636174696f6e454c426a4d65747269634e616d65781948545450436f"
            + "64655f5461726765745f3558585f436f756e746a44696d656e73696f6e7381bf644e616d656c4c6f616442616c616e6365726556616c7565"
            + "6f6170702f636865636b6f75742f3530ffff66506572696f64183c64537461746353756dff6a52657475726e44617461f5ffbf6249646265"
            + "316a45787072657373696f6e666d31202a2032654c6162656c66446f75626c65ffbf624964636164316a45787072657373696f6e781d414e"
            + "4f4d414c595f444554454354494f4e5f42414e44286d312c203229ffbf624964646e6f6e656a4d657472696353746174bf664d6574726963"
            + "bf694e616d657370616365614e6a4d65747269634e616d65614dff66506572696f64183c645374617463703939ffff69537461727454696d"
            + "65c1fb41dac2a93d00000067456e6454696d65c1fb41dac2a988000000665363616e42797254696d657374616d70417363656e64696e67"
            + "ff";
    private static final String METRIC = "'MetricStat':{'Metric':{'Namespace':'AWS/ApplicationELB',"
            + "'MetricName':'HTTPCode_Target_5XX_Count','Dimensions':[{'Name':'LoadBalancer','Value':'app/checkout/50'}]},"
            + "'Period':%s,'Stat':'%s'}";

    private static Vertx vertx;
    private static ChatStandIn standIn;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        TreeMap<Instant, Double> values = new TreeMap<>();
        for (int i = 1; i <= 60; i++) {
            values.put(END.minus(Duration.ofMinutes(i)), i < 5 ? 100.0 - i : 2.0);
        }
        standIn.metrics().measure(new MetricName("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count",
                Map.of("LoadBalancer", "app/checkout/50")), MetricSeries.of(values));
    }

    @AfterAll
    static void stop() {
        standIn.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void allowAll() {
        standIn.metrics().allowAll();
    }

    @Test
    void answersTheSdksOwnRequest() throws Exception {
        HttpResponse<byte[]> answer = cbor("GetMetricData", Buffer.buffer(HexFormat.of().parseHex(FROM_THE_SDK)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("smithy-protocol")).contains("rpc-v2-cbor");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/cbor");
        JsonNode results = CborReader.read(Buffer.buffer(answer.body())).path("MetricDataResults");
        assertThat(results.findValuesAsText("Id")).containsExactly("m1", "e1", "ad1", "ad1", "none");
        assertThat(results.findValuesAsText("Label")).startsWith("HTTPCode_Target_5XX_Count", "Double");
        assertThat(results.findValuesAsText("StatusCode")).containsOnly("Complete");
        assertThat(numbers(results.get(0).path("Values"))).containsExactly(2.0, 96.0, 97.0, 98.0, 99.0);
        assertThat(numbers(results.get(1).path("Values"))).containsExactly(4.0, 192.0, 194.0, 196.0, 198.0);
        assertThat(numbers(results.get(0).path("Timestamps"))).startsWith(1.7958597e9).endsWith(1.79585994e9);
        assertThat(results.get(4).path("Values")).as("nobody measured it").isEmpty();
    }

    @Test
    void keepsWhatWasAskedAndAnsweredAsJson() throws Exception {
        standIn.received().clear();
        cbor("GetMetricData", Buffer.buffer(HexFormat.of().parseHex(FROM_THE_SDK)));

        assertThat(standIn.received().all()).singleElement().satisfies(received -> {
            assertThat(received.kind()).isEqualTo(MetricsApi.KIND);
            assertThat(received.room()).isEqualTo("GetMetricData");
            assertThat(received.json().at("/MetricDataQueries/0/MetricStat/Stat").asText()).isEqualTo("Sum");
            assertThat(received.answer()).startsWith("{\"MetricDataResults\":[{\"Id\":\"m1\"");
        });
    }

    @Test
    void answersInJsonToThoseWhoAskSo() throws Exception {
        HttpResponse<String> answer = json("GetMetricData", request("{'Id':'m1'," + METRIC.formatted(300, "Maximum") + "}"));

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.0");
        JsonNode result = Inquiry.json(answer.body()).at("/MetricDataResults/0");
        assertThat(numbers(result.path("Values"))).as("the newest first").containsExactly(99.0, 2.0);
        assertThat(numbers(result.path("Timestamps"))).containsExactly(1.7958597e9, 1.7958594e9);
    }

    @ParameterizedTest
    @CsvSource({ "Sum,392", "Average,78.4", "Minimum,2", "Maximum,99", "SampleCount,5", "p50,97", "p99,99" })
    void hasTheStatisticsOfAPeriod(String statistic, double value) throws Exception {
        JsonNode answer = Inquiry.json(
                json("GetMetricData", request("{'Id':'m1'," + METRIC.formatted(300, statistic) + "}")).body());

        assertThat(answer.at("/MetricDataResults/0/Values/0").asDouble()).isEqualTo(value);
    }

    @Test
    void returnsNothingThatOnlyServesAnExpression() throws Exception {
        JsonNode answer = Inquiry.json(json("GetMetricData", request("{'Id':'e1','Expression':'e2 / 2'},"
                + "{'Id':'e2','Expression':'m1 * 4','ReturnData':false},"
                + "{'Id':'m1','ReturnData':false," + METRIC.formatted(300, "Maximum") + "}")).body());

        assertThat(answer.path("MetricDataResults")).hasSize(1);
        assertThat(answer.at("/MetricDataResults/0/Values/0").asDouble()).isEqualTo(198.0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            an id that begins with a capital | {'Id':'M1','Expression':'1'}
            an id twice                      | {'Id':'a','Expression':'a'},{'Id':'a','Expression':'a'}
            neither metric nor expression    | {'Id':'a'}
            an expression of nothing known   | {'Id':'a','Expression':'b * 2'}
            two that need each other         | {'Id':'a','Expression':'b * 2'},{'Id':'b','Expression':'a * 2'}
            a number instead of a series     | {'Id':'a','Expression':'1 + 1'}
            a period of 90 seconds           | {'Id':'a','MetricStat':{'Metric':{},'Period':90,'Stat':'Sum'}}
            a statistic that there is not    | {'Id':'a','MetricStat':{'Metric':{},'Period':60,'Stat':'Median'}}
            """)
    void refuses(String what, String queries) throws Exception {
        HttpResponse<String> answer = json("GetMetricData", request(queries));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-query-error")).contains("ValidationError;Sender");
    }

    @Test
    void refusesTooManyQueriesAndATimeThatEndsBeforeItBegins() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 501; i++) {
            many.append(i == 0 ? "" : ",").append("{'Id':'a").append(i).append("','Expression':'1'}");
        }
        assertThat(json("GetMetricData", request(many.toString())).statusCode()).isEqualTo(400);
        assertThat(
                json("GetMetricData", "{'MetricDataQueries':[{'Id':'a','Expression':'1'}],'StartTime':2,'EndTime':2}").body())
                .contains("StartTime must be less");
    }

    @Test
    void canBeDeniedAndThrottled() throws Exception {
        standIn.metrics().deny("GetMetricData");
        HttpResponse<byte[]> denied = cbor("GetMetricData", Buffer.buffer(HexFormat.of().parseHex(FROM_THE_SDK)));
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.headers().firstValue("x-amzn-query-error")).contains("AccessDenied;Sender");
        assertThat(CborReader.read(Buffer.buffer(denied.body())).path("message").asText())
                .contains("not authorized to perform: cloudwatch:GetMetricData");

        standIn.metrics().allowAll();
        standIn.metrics().throttle("GetMetricData");
        HttpResponse<byte[]> throttled = cbor("GetMetricData", Buffer.buffer(HexFormat.of().parseHex(FROM_THE_SDK)));
        assertThat(throttled.statusCode()).isEqualTo(400);
        assertThat(throttled.headers().firstValue("x-amzn-query-error")).contains("Throttling;Sender");
        assertThat(CborReader.read(Buffer.buffer(throttled.body())).path("__type").asText())
                .isEqualTo("com.amazonaws.cloudwatch#ThrottlingException");

        assertThat(json("GetMetricWidgetImage", widget("'width':100,'height':50")).statusCode()).isEqualTo(200);
    }

    @Test
    void wantsASignatureForItself() throws Exception {
        HttpRequest.Builder unsigned = HttpRequest.newBuilder(URI.create(standIn.url() + "/"))
                .header("X-Amz-Target", "GraniteServiceVersion20100801.GetMetricData")
                .header("Content-Type", "application/x-amz-json-1.0");
        assertThat(CLIENT.send(unsigned.POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
                HttpResponse.BodyHandlers.ofString()).body()).contains("MissingAuthenticationToken");
    }

    @Test
    void canBeLetFailByTheAction() throws Exception {
        standIn.faults().add(Fault.answer("/#GetMetricData", 503, ""));

        assertThat(json("GetMetricData", "{}").statusCode()).isEqualTo(503);
        assertThat(json("GetMetricData", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void drawsThePictureOfAWidget() throws Exception {
        JsonNode answer = Inquiry.json(json("GetMetricWidgetImage", widget("'width':200,'height':100,"
                + "'annotations':{'horizontal':[{'value':25}]}")).body());

        var image = ImageIO.read(new ByteArrayInputStream(answer.path("MetricWidgetImage").binaryValue()));
        assertThat(image.getWidth()).isEqualTo(200);
        assertThat(image.getHeight()).isEqualTo(100);
        assertThat(colours(image)).as("background, grid, threshold").contains(0xffffffff, 0xffe4e2df, 0xffd62728)
                .anyMatch(colour -> (colour & 0xff) > 0x90 && (colour >> 16 & 0xff) < 0x40);
    }

    @Test
    void refusesWidgetsThatAreNone() throws Exception {
        assertThat(json("GetMetricWidgetImage", widget("'width':2001")).statusCode()).isEqualTo(400);
        assertThat(json("GetMetricWidgetImage", widget("'start':'yesterday'")).statusCode()).isEqualTo(400);
        assertThat(json("GetMetricWidgetImage", "{'MetricWidget':'{}'}").statusCode()).isEqualTo(400);
        assertThat(json("GetMetricWidgetImage", "{'MetricWidget':'none'}").statusCode()).isEqualTo(400);
    }

    @Test
    void readsRowsThatRepeatTheOneBefore() throws Exception {
        assertThat(json("GetMetricWidgetImage",
                "{'MetricWidget':'{\\'metrics\\':[[\\'N\\',\\'M\\',\\'D\\',\\'1\\'],[\\'...\\',\\'2\\'],"
                        + "[\\'.\\',\\'.\\',\\'.\\',\\'3\\',{\\'id\\':\\'m3\\'}],[{\\'expression\\':\\'m3 * 2\\'}]]}'}")
                .statusCode())
                .isEqualTo(200);
    }

    private static List<Integer> colours(java.awt.image.BufferedImage image) {
        List<Integer> colours = new ArrayList<>();
        for (int colour : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            colours.add(colour);
        }
        return colours.stream().distinct().toList();
    }

    private static String widget(String more) {
        return "{'MetricWidget':'" + ("{'metrics':[['AWS/ApplicationELB','HTTPCode_Target_5XX_Count','LoadBalancer',"
                + "'app/checkout/50',{'stat':'Sum','period':60}]],'start':'2026-11-28T09:00:00Z',"
                + (more.contains("'start'") ? "" : "'end':'2026-11-28T10:00:00Z',") + more + "}").replace("'", "\\'") + "'}";
    }

    private static String request(String queries) {
        return "{'MetricDataQueries':[" + queries + "],'StartTime':" + END.minusSeconds(600).getEpochSecond() + ",'EndTime':"
                + END.getEpochSecond() + "}";
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }

    private static HttpResponse<byte[]> cbor(String action, Buffer body) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest
                .newBuilder(URI.create(standIn.url() + "/service/GraniteServiceVersion20100801/operation/" + action))
                .header("smithy-protocol", "rpc-v2-cbor").header("Content-Type", "application/cbor")
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=AKIA/20261128/us-east-1/monitoring/aws4_request")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes())).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpResponse<String> json(String action, String singleQuoted) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(standIn.url() + "/"))
                .header("X-Amz-Target", "GraniteServiceVersion20100801." + action)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=AKIA/20261128/us-east-1/monitoring/aws4_request")
                .POST(HttpRequest.BodyPublishers.ofString(singleQuoted.replace('\'', '"'))).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
