package dev.tocsin.sns.signature;

import static dev.tocsin.sns.SnsFixtures.TOPIC;
import static dev.tocsin.sns.SnsFixtures.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.sns.EnvelopeReader;
import dev.tocsin.sns.Reason;
import dev.tocsin.sns.Refused;
import dev.tocsin.standin.CertificateMaker;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;

class SignatureVerifierTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final SigningCertificate CERTIFICATE = SigningCertificate.good();

    private final SignatureVerifier verifier = new SignatureVerifier();

    FastRsa rsa() {
        return FastRsa.none();
    }

    @Test
    void takesBothSignatureVersionsOfAllThreeTypes() {
        Stream.of(notification(), SnsMessage.subscriptionConfirmation(TOPIC, "2336412f37"),
                SnsMessage.unsubscribeConfirmation(TOPIC, "2336412f37")).forEach(message -> {
                    accepts(SnsSigner.with(CERTIFICATE).sign(message));
                    accepts(SnsSigner.version1(CERTIFICATE).sign(message));
                });
    }

    @Test
    void takesANotificationWithoutASubject() {
        accepts(signed(SnsMessage.notification(TOPIC, "Grüße, 世界 🔔\n\u0000")));
    }

    /** SNS signs the name and an empty line. */
    @Test
    void takesANotificationWithAnEmptySubject() {
        SnsMessage empty = SnsMessage.notification(TOPIC, "x").subject("");
        accepts(signed(empty));
        accepts(SnsSigner.version1(CERTIFICATE).sign(empty));
        refuses(Reason.SIGNATURE, signed(SnsMessage.notification(TOPIC, "x")).with("Subject", ""), CERTIFICATE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "3", "2 ", "" })
    void knowsNoOtherVersion(String version) {
        refuses(Reason.SIGNATURE_VERSION, signed(notification()).with("SignatureVersion", version), CERTIFICATE);
    }

    @Test
    void doesNotTakeOneVersionForTheOther() {
        refuses(Reason.SIGNATURE, signed(notification()).with("SignatureVersion", "1"), CERTIFICATE);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("Message", "disk is full "),
                Arguments.of("Subject", "Disl"),
                Arguments.of("MessageId", "00000000-0000-4000-8000-000000000000"),
                Arguments.of("Timestamp", NOW.minusSeconds(1).truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z")),
                Arguments.of("TopicArn", "arn:aws:sns:eu-west-1:123456789012:alarmt"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void noticesAChangeInEachSignedMember(String member, String value) {
        refuses(Reason.SIGNATURE, signed(notification()).with(member, value), CERTIFICATE);
    }

    @Test
    void noticesASubjectThatWasAddedOrTakenAway() {
        refuses(Reason.SIGNATURE, signed(notification()).without("Subject"), CERTIFICATE);
        refuses(Reason.SIGNATURE, signed(SnsMessage.notification(TOPIC, "x")).with("Subject", "y"), CERTIFICATE);
    }

    @Test
    void noticesAConfirmationThatIsTurnedIntoAnother() {
        SnsMessage unsubscribe = signed(SnsMessage.unsubscribeConfirmation(TOPIC, "2336412f37"));
        refuses(Reason.SIGNATURE, unsubscribe.with("Type", "SubscriptionConfirmation"), CERTIFICATE);
        refuses(Reason.SIGNATURE, unsubscribe.with("Token", "2336412f38"), CERTIFICATE);
        refuses(Reason.SIGNATURE, unsubscribe.with("SubscribeURL", "https://example.com/"), CERTIFICATE);
    }

    static Stream<Arguments> flaws() {
        return Stream.of(
                Arguments.of("another name", SigningCertificate.make().named("sns.example.com")),
                Arguments.of("a wildcard", SigningCertificate.make().named("*.amazonaws.com")),
                Arguments.of("the name as common name only, beside other alternatives",
                        SigningCertificate.make().commonName("sns.amazonaws.com").dnsNames("example.com")),
                Arguments.of("expired at the Timestamp", SigningCertificate.make().expired()),
                Arguments.of("not yet valid at the Timestamp", SigningCertificate.make().notYetValid()),
                Arguments.of("a short key", SigningCertificate.make().rsa(1024)),
                Arguments.of("a key that is not for signing", SigningCertificate.make().notForSigning()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flaws")
    void takesNoCertificateWith(String flaw, CertificateMaker maker) {
        SigningCertificate flawed = maker.certificate();
        refuses(Reason.CERTIFICATE, SnsSigner.with(flawed).sign(notification()), flawed);
    }

    @Test
    void takesNoKeyOfAnotherKind() {
        SigningCertificate elliptic = SigningCertificate.make().ellipticCurve().certificate();
        refuses(Reason.CERTIFICATE, signed(notification()), elliptic);
    }

    @Test
    void takesNoOtherGenuineCertificateForTheOneThatSigned() {
        refuses(Reason.SIGNATURE, signed(notification()), SigningCertificate.good());
    }

    @Test
    void takesACertificateNamedByItsCommonNameAlone() {
        SigningCertificate old = SigningCertificate.make().commonName("sns.amazonaws.com").dnsNames().certificate();
        verify(SnsSigner.with(old).sign(notification()), old);
    }

    @Test
    void expectsTheNameOfTheTopicsOwnRegion() {
        SnsMessage china = SnsMessage.notification("arn:aws-cn:sns:cn-north-1:123456789012:alarms", "x").at(NOW);
        SigningCertificate chinese = SigningCertificate.make().named("sns-cn-north-1.amazonaws.com.cn").certificate();
        verify(SnsSigner.with(chinese).sign(china), chinese);
        refuses(Reason.CERTIFICATE, signed(china), CERTIFICATE);
    }

    @Test
    void judgesAnOldMessageByTheTimeAtWhichItWasSigned() {
        SigningCertificate expired = SigningCertificate.make().expired().certificate();
        SnsMessage old = SnsSigner.with(expired).sign(notification().at(NOW.minus(Duration.ofDays(30))));
        verify(old, expired);
    }

    /** SNS signs it as a line with nothing in it. */
    @Test
    void takesAnEmptySubjectThatWasSignedAndNoOther() {
        accepts(signed(notification().subject("")));
        refuses(Reason.SIGNATURE, signed(notification().subject("")).without("Subject"), CERTIFICATE);
        refuses(Reason.SIGNATURE, signed(notification()).with("Subject", ""), CERTIFICATE);
        refuses(Reason.SIGNATURE, signed(SnsMessage.notification(TOPIC, "x")).with("Subject", ""), CERTIFICATE);
    }

    /** The signed text of both is the same; the forms that EnvelopeReader requires leave one reading only. */
    @Test
    void leavesNoWayToMoveTheBordersBetweenMembers() {
        String real = "11111111-1111-4111-8111-111111111111";
        String forged = "22222222-2222-4222-8222-222222222222";
        SnsMessage signed = signed(SnsMessage.notification(TOPIC, "harmless\nMessageId\n" + forged + "\nSubject\nfoo")
                .with("MessageId", real).at(NOW));
        SnsMessage moved = signed.with("Message", "harmless").with("MessageId", forged)
                .with("Subject", "foo\nMessageId\n" + real);

        accepts(signed);
        assertThat(refusalOf(() -> read(moved))).isEqualTo(Reason.MALFORMED);
    }

    private static SnsMessage notification() {
        return SnsMessage.notification(TOPIC, "disk is full").subject("Disk").at(NOW);
    }

    private static SnsMessage signed(SnsMessage message) {
        return SnsSigner.with(CERTIFICATE).sign(message);
    }

    private void verify(SnsMessage message, SigningCertificate certificate) {
        verifier.verify(read(message), SnsCertificate.of(certificate.certificate(), rsa()));
    }

    private void accepts(SnsMessage message) {
        assertThatCode(() -> verify(message, CERTIFICATE)).doesNotThrowAnyException();
    }

    private void refuses(Reason reason, SnsMessage message, SigningCertificate certificate) {
        assertThat(refusalOf(() -> verify(message, certificate))).isEqualTo(reason);
    }

    private static Reason refusalOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Refused refused = catchThrowableOfType(Refused.class, call);
        return refused == null ? null : refused.reason();
    }
}
