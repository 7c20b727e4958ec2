package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.messagemanager.sns.SnsMessageManager;
import software.amazon.awssdk.regions.Region;

class SnsSignerTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final SigningCertificate CERTIFICATE = SigningCertificate.good();

    @ParameterizedTest
    @ValueSource(strings = { "1", "2" })
    void signsWhatTheAwsSdkTakesForReal(String version) {
        SnsSigner signer = version.equals("1") ? SnsSigner.version1(CERTIFICATE) : SnsSigner.with(CERTIFICATE);

        try (SnsMessageManager aws = awsSdk()) {
            for (SnsMessage message : List.of(
                    SnsMessage.notification(TOPIC, "Grüße,\n\"quoted\" 👋"),
                    SnsMessage.notification(TOPIC, "{}").subject("ALARM").attribute("event", "String", "A"),
                    SnsMessage.subscriptionConfirmation(TOPIC, "a1b2c3"),
                    SnsMessage.unsubscribeConfirmation(TOPIC, "a1b2c3"))) {
                // The SDK reads the Timestamp as a moment and signs what that prints, which has no ".000".
                SnsMessage sent = message.at(Instant.parse("2026-03-01T10:15:30.120Z"));
                assertThatCode(() -> aws.parseMessage(signer.sign(sent).json())).as(message.get("Type"))
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void makesForgeriesThatTheAwsSdkRefuses() {
        SnsMessage signed = SnsSigner.with(CERTIFICATE).sign(SnsMessage.notification(TOPIC, "Hello"));

        try (SnsMessageManager aws = awsSdk()) {
            assertThatThrownBy(() -> aws.parseMessage(signed.with("Message", "Hell").json()))
                    .isInstanceOf(SdkClientException.class).hasMessageContaining("signature");
        }
    }

    @Test
    void signsVersion1WithSha1AndVersion2WithSha256() throws Exception {
        SnsMessage message = SnsMessage.notification(TOPIC, "Hello");

        assertThat(verifies("SHA1withRSA", SnsSigner.version1(CERTIFICATE).sign(message))).isTrue();
        assertThat(verifies("SHA256withRSA", SnsSigner.version1(CERTIFICATE).sign(message))).isFalse();
        assertThat(verifies("SHA256withRSA", SnsSigner.with(CERTIFICATE).sign(message))).isTrue();
    }

    @Test
    void signsTheMembersInTheOrderOfTheAwsGuide() {
        SnsMessage message = SnsMessage.notification(TOPIC, "Hello").subject("Greeting").with("MessageId", "id")
                .at(Instant.parse("2026-03-01T10:15:30Z"));

        assertThat(SnsSigner.canonical(message)).isEqualTo("""
                Message
                Hello
                MessageId
                id
                Subject
                Greeting
                Timestamp
                2026-03-01T10:15:30.000Z
                TopicArn
                arn:aws:sns:eu-west-1:123456789012:alarms
                Type
                Notification
                """);
    }

    @Test
    void writesTheMembersInTheOrderOfSns() throws Exception {
        SnsMessage signed = SnsSigner.with(CERTIFICATE)
                .sign(SnsMessage.notification(TOPIC, "Hello").attribute("event", "String", "A").subject("Greeting"));

        JsonNode json = new ObjectMapper().readTree(signed.json());

        assertThat(names(json)).containsExactly("Type", "MessageId", "TopicArn", "Subject", "Message", "Timestamp",
                "SignatureVersion", "Signature", "SigningCertURL", "UnsubscribeURL", "MessageAttributes");
        assertThat(json.at("/MessageAttributes/event")).hasToString("{\"Type\":\"String\",\"Value\":\"A\"}");
        assertThat(json.path("SigningCertURL").asText())
                .isEqualTo("https://sns.eu-west-1.amazonaws.com/" + CERTIFICATE.fileName());
        assertThat(signed.json()).startsWith("{\n  \"Type\" : \"Notification\",\n");
    }

    @Test
    void writesAHandshakeAsSnsDoes() throws Exception {
        SnsMessage signed = SnsSigner.version1(CERTIFICATE).sign(SnsMessage.subscriptionConfirmation(TOPIC, "a1b2c3"));

        JsonNode json = new ObjectMapper().readTree(signed.json());

        assertThat(names(json)).containsExactly("Type", "MessageId", "Token", "TopicArn", "Message", "SubscribeURL",
                "Timestamp", "SignatureVersion", "Signature", "SigningCertURL");
        assertThat(json.path("SubscribeURL").asText()).isEqualTo(
                "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=a1b2c3");
    }

    @Test
    void sendsNoSubscriptionArnWithAConfirmation() {
        assertThat(SnsMessage.notification(TOPIC, "Hello").headers())
                .containsEntry("x-amz-sns-message-type", "Notification")
                .containsEntry("Content-Type", "text/plain; charset=UTF-8").containsKey("x-amz-sns-subscription-arn");
        assertThat(SnsMessage.subscriptionConfirmation(TOPIC, "a1b2c3").headers())
                .doesNotContainKey("x-amz-sns-subscription-arn");
    }

    private static List<String> names(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean verifies(String algorithm, SnsMessage signed) throws Exception {
        Signature signature = Signature.getInstance(algorithm);
        signature.initVerify(CERTIFICATE.certificate().getPublicKey());
        signature.update(SnsSigner.canonical(signed).getBytes(StandardCharsets.UTF_8));
        return signature.verify(Base64.getDecoder().decode(signed.get("Signature")));
    }

    private static SnsMessageManager awsSdk() {
        return SnsMessageManager.builder().region(Region.EU_WEST_1).httpClient(new ServesTheCertificate()).build();
    }

    /** In place of the download from SNS. */
    private static final class ServesTheCertificate implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    byte[] pem = CERTIFICATE.pem().getBytes(StandardCharsets.US_ASCII);
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(pem))).build();
                }

                @Override
                public void abort() {
                    // Nothing is under way.
                }
            };
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
