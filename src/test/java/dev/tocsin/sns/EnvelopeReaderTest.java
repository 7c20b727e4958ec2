package dev.tocsin.sns;

import static dev.tocsin.sns.SnsFixtures.TOPIC;
import static dev.tocsin.sns.SnsFixtures.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tocsin.delivery.Notification.Type;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;

class EnvelopeReaderTest {

    private static final SnsSigner SIGNER = SnsSigner.with(SigningCertificate.good());
    private static final SnsMessage NOTIFICATION = SIGNER
            .sign(SnsMessage.notification(TOPIC, "disk is full").subject("Disk").attribute("severity", "String", "high"));

    @Test
    void readsANotification() {
        SnsEnvelope envelope = read(NOTIFICATION);

        assertThat(envelope.type()).isEqualTo(Type.Notification);
        assertThat(envelope.messageId()).isEqualTo(NOTIFICATION.messageId());
        assertThat(envelope.topic()).hasToString(TOPIC);
        assertThat(envelope.subject()).contains("Disk");
        assertThat(envelope.message()).isEqualTo("disk is full");
        assertThat(envelope.attributes()).isEqualTo(Map.of("severity", "high"));
        assertThat(envelope.token()).isEmpty();
    }

    @Test
    void takesANullSubjectForNone() {
        assertThat(read(NOTIFICATION.with("Subject", JsonNodeFactory.instance.nullNode())).subject()).isEmpty();
    }

    @Test
    void takesAnEmptySubject() {
        assertThat(read(NOTIFICATION.with("Subject", "")).subject()).contains("");
    }

    @Test
    void takesAnEmptyMessageAndEmptyAttributes() {
        SnsEnvelope envelope = read(SIGNER.sign(SnsMessage.notification(TOPIC, "").attribute("team", "String", "")));
        assertThat(envelope.message()).isEmpty();
        assertThat(envelope.attributes()).isEqualTo(Map.of("team", ""));
    }

    @Test
    void letsAwsAddMembers() {
        assertThat(
                read(NOTIFICATION.with("SequenceNumber", "1").with("Extra", JsonNodeFactory.instance.objectNode().put("a", 1)))
                        .message())
                .isEqualTo("disk is full");
    }

    @Test
    void keepsWhatIsSecretOutOfItsText() {
        SnsMessage confirmation = SIGNER.sign(SnsMessage.subscriptionConfirmation(TOPIC, "5ec2e7"));
        assertThat(read(confirmation).toString()).doesNotContain("5ec2e7").contains(confirmation.messageId());
        assertThat(read(NOTIFICATION).toString()).doesNotContain("disk is full");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Type", "MessageId", "TopicArn", "Message", "Timestamp", "SignatureVersion", "Signature",
            "SigningCertURL" })
    void namesTheMemberThatIsMissingOrNoString(String member) {
        assertThat(malformed(NOTIFICATION.without(member))).contains(member);
        assertThat(malformed(NOTIFICATION.with(member, JsonNodeFactory.instance.numberNode(1)))).contains(member);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Token", "SubscribeURL" })
    void aConfirmationNeedsMore(String member) {
        assertThat(malformed(SIGNER.sign(SnsMessage.subscriptionConfirmation(TOPIC, "5ec2e7")).without(member)))
                .contains(member);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Type, notification
            Type, Notification2
            MessageId, not-a-uuid
            MessageId, 165545C9-2A5C-472C-8DF2-7FF2BE2B3B1B
            TopicArn, arn:aws:sns:eu-west-1:123456789012
            TopicArn, arn:aws:sqs:eu-west-1:123456789012:alarms
            TopicArn, arn:aws:sns:eu-west-1:123456789012:alarms:4f1a2b3c-0000-4000-8000-000000000000
            TopicArn, arn:evil:sns:eu-west-1:123456789012:alarms
            TopicArn, arn:aws:sns:eu-west-1.evil.com/:123456789012:alarms
            Timestamp, 2026-01-31T23:59:59Z
            Timestamp, 2026-02-30T23:59:59.000Z
            Timestamp, 2026-01-31T23:59:59.000+00:00
            Signature, !!!!
            Signature, A
            """)
    void requiresTheFormsOfAws(String member, String value) {
        assertThat(malformed(NOTIFICATION.with(member, value))).contains(member);
    }

    @ParameterizedTest
    @ValueSource(strings = { "two\nlines", "bell\u0007", "line\u2028separator" })
    void requiresASubjectOfOneLine(String subject) {
        assertThat(malformed(NOTIFICATION.with("Subject", subject))).contains("Subject");
    }

    static Stream<String> bodies() {
        String json = NOTIFICATION.json();
        return Stream.of("", " ", "null", "[]", "[" + json + "]", "\"text\"", "12", "the disk is full", "{",
                json.substring(0, json.length() - 1), json + json, json + " x",
                json.substring(0, json.length() - 1) + ",\"Message\":\"another\"}",
                json.substring(0, json.length() - 1) + ",\"Mess\\u0061ge\":\"another\"}",
                "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}",
                "{\"a\":".repeat(100_000),
                json.replace("disk is full", "\\ud800"), json.replace("disk is full", "\\udc00\\ud800"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void refusesWhatSnsWouldNotSend(String body) {
        assertThat(refusal(body.getBytes(StandardCharsets.UTF_8)).reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void saysWhereRawDeliveryIsTheLikelyCause() {
        assertThat(refusal("the disk is full".getBytes(StandardCharsets.UTF_8)).detail()).contains("JSON");
        assertThat(refusal("{\"AlarmName\":\"disk\"}".getBytes(StandardCharsets.UTF_8)).detail())
                .contains("raw message delivery");
    }

    @Test
    void refusesRandomAndTruncatedBytesAndNothingWorse() {
        Random random = new Random(20261124);
        byte[] good = NOTIFICATION.json().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            refusal(noise);
            refusal(Arrays.copyOf(good, random.nextInt(good.length)));
            flipped(good, random);
        }
    }

    /** May still be readable; must not fail otherwise. */
    private static void flipped(byte[] good, Random random) {
        byte[] flipped = good.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        try {
            EnvelopeReader.read(flipped);
        } catch (Refused refused) {
            assertThat(refused.reason()).isEqualTo(Reason.MALFORMED);
        }
    }

    private static String malformed(SnsMessage message) {
        Refused refused = refusal(message.json().getBytes(StandardCharsets.UTF_8));
        assertThat(refused.reason()).isEqualTo(Reason.MALFORMED);
        return refused.detail();
    }

    private static Refused refusal(byte[] body) {
        Refused refused = catchThrowableOfType(Refused.class, () -> EnvelopeReader.read(body));
        assertThat(refused).as("refusal of %s", new String(body, StandardCharsets.ISO_8859_1)).isNotNull();
        return refused;
    }
}
