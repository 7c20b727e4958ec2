package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.MissingNode;

import io.vertx.core.Vertx;

class SnsQueryApiTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final String ENDPOINT = "https://tocsin.test/sns";

    private final Vertx vertx = Vertx.vertx();
    private final SnsService sns = new SnsService(vertx);
    private final SnsQueryApi api = new SnsQueryApi(sns);

    @AfterEach
    void close() {
        sns.close();
        vertx.close();
    }

    @Test
    void subscribesTheSameEndpointOnce() {
        sns.createTopic(TOPIC);
        String first = signed("eu-west-1", subscribe("true")).body();
        assertThat(signed("eu-west-1", subscribe("true")).body().lines().filter(line -> line.contains("Arn")))
                .isEqualTo(first.lines().filter(line -> line.contains("Arn")).toList());
        assertThat(signed("eu-west-1", subscribe("false")).body()).contains("pending confirmation");
        assertThat(signed("eu-west-1", Map.of("Action", "ListSubscriptionsByTopic", "TopicArn", TOPIC)).body())
                .contains("<SubscriptionArn>PendingConfirmation</SubscriptionArn>", "<Endpoint>" + ENDPOINT + "</Endpoint>");
    }

    @Test
    void refusesWhatIsNotSignedOrSignedForAnotherRegion() {
        sns.createTopic(TOPIC);
        assertThat(unsigned(subscribe("true"))).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("<Code>MissingAuthenticationToken</Code>");
        });
        assertThat(signed("us-east-1", subscribe("true")).body()).contains("Invalid parameter: TopicArn");
    }

    @Test
    void whatWasConfirmedWithASignatureEndsOnlyWithOne() {
        sns.createTopic(TOPIC);
        signed("eu-west-1", subscribe("true"));
        SnsSubscription pending = sns.subscriptions(TOPIC).get(0);
        signed("eu-west-1", Map.of("Action", "ConfirmSubscription", "TopicArn", TOPIC, "Token", pending.token(),
                "AuthenticateOnUnsubscribe", "true"));
        Map<String, String> unsubscribe = Map.of("Action", "Unsubscribe", "SubscriptionArn", pending.arn());

        assertThat(unsigned(unsubscribe).status()).isEqualTo(403);
        assertThat(sns.subscriptions(TOPIC)).hasSize(1);
        assertThat(signed("eu-west-1", unsubscribe).status()).isEqualTo(200);
        assertThat(sns.subscriptions(TOPIC)).isEmpty();
    }

    @Test
    void makesTopicsInThePartitionOfTheRegion() {
        Map<String, String> create = Map.of("Action", "CreateTopic", "Name", "alarms");
        assertThat(signed("eu-west-1", create).body()).contains("<TopicArn>" + TOPIC + "</TopicArn>");
        assertThat(signed("cn-north-1", create).body()).contains("arn:aws-cn:sns:cn-north-1:123456789012:alarms");
        assertThat(signed("us-gov-west-1", create).body()).contains("arn:aws-us-gov:sns:us-gov-west-1:123456789012:alarms");
        assertThat(sns.topicsIn("eu-west-1")).containsExactly(TOPIC);
        assertThat(signed("eu-west-1", Map.of("Action", "CreateTopic", "Name", "no such name")).status()).isEqualTo(400);
        assertThat(unsigned(create).status()).isEqualTo(403);
    }

    @Test
    void knowsNoTopicThatWasNotMade() {
        assertThat(signed("eu-west-1", subscribe("true")).status()).isEqualTo(404);
    }

    private static Map<String, String> subscribe(String returnArn) {
        return Map.of("Action", "Subscribe", "TopicArn", TOPIC, "Protocol", "https", "Endpoint", ENDPOINT,
                "ReturnSubscriptionArn", returnArn);
    }

    private Answer signed(String region, Map<String, String> parameters) {
        return answer(parameters, Map.of("authorization", "AWS4-HMAC-SHA256 Credential=AKIA/20261125/" + region
                + "/sns/aws4_request, SignedHeaders=host, Signature=0"));
    }

    private Answer unsigned(Map<String, String> parameters) {
        return answer(parameters, Map.of());
    }

    private Answer answer(Map<String, String> parameters, Map<String, String> headers) {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.put("content-type", "application/x-www-form-urlencoded");
        String body = parameters.entrySet().stream().map(one -> one.getKey() + "="
                + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
        return api.answer(new Inquiry("POST", "/", "/", Map.of(), all, body, MissingNode.getInstance()));
    }
}
