package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tocsin.chat.Reply.Answer;
import dev.tocsin.chat.Reply.Silence;
import dev.tocsin.standin.CertificateMaker;
import dev.tocsin.standin.SigningCertificate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** What comes back from servers whose TLS, or whose HTTP, is not as it should be; over real connections. */
@QuarkusTest
@TestProfile(ChatsAlone.class)
class BrokenAnswersTest {

    private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final Courier courier;

    @Inject
    BrokenAnswersTest(Courier courier) {
        this.courier = courier;
    }

    @Test
    void takesACertificateOfAnAuthorityThatTheSettingsTrust() throws IOException {
        assertThat(overTls(maker -> maker)).isEqualTo(new Answer(200, Optional.empty(), "ok"));
    }

    @Test
    void saysThatACertificateHasExpired() throws IOException {
        assertThat(overTls(CertificateMaker::expired))
                .isEqualTo(new Silence("the certificate of localhost has expired", false));
    }

    @Test
    void saysThatACertificateIsNotValidYet() throws IOException {
        assertThat(overTls(CertificateMaker::notYetValid)).isEqualTo(
                new Silence("the certificate of localhost is not valid yet; is this machine's clock right?", false));
    }

    @Test
    void saysThatACertificateIsAnotherHosts() throws IOException {
        Silence expected = new Silence("the certificate of localhost is another host's", false);
        assertThat(overTls(maker -> maker.named("hooks.example.com"))).isEqualTo(expected);
        assertThat(overTls(maker -> maker.commonName("hooks.example.com").dnsNames())).isEqualTo(expected);
    }

    @Test
    void saysThatACertificateIsOfNobodyThatIsTrusted() throws IOException {
        Silence expected = new Silence("the certificate of localhost is issued by nobody that this machine trusts", false);
        assertThat(overTls(maker -> maker.issuedBy(null))).as("signs itself").isEqualTo(expected);
        SigningCertificate stranger = SigningCertificate.make().named("Stranger").authority().certificate();
        assertThat(overTls(maker -> maker.issuedBy(stranger))).as("an authority of its own").isEqualTo(expected);
    }

    @Test
    void isSureThatNothingWasSentToAServerWithoutTls() throws IOException {
        try (ServerSocket server = listen()) {
            answer(server, "HTTP/1.1 400 Bad Request\r\n\r\n");
            assertThat(carry("https://localhost:" + server.getLocalPort()))
                    .isEqualTo(new Silence("the TLS handshake with localhost failed", false));
        }
    }

    static Stream<String> brokenAnswers() {
        return Stream.of("SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc OK\r\n\r\n", "{\"ok\":true}", "",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nok", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Len", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\nok");
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void isUnsureAfterAnAnswerThatIsNoHttpOrBreaksOff(String answer) throws IOException {
        assertThat(overHttp(answer)).isEqualTo(new Silence("the connection to localhost broke", true));
    }

    @Test
    void isUnsureAfterAnAnswerWhoseHeadersAreTooLong() throws IOException {
        assertThat(overHttp("HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(100_000) + "\r\n\r\n"))
                .isEqualTo(new Silence("the connection to localhost broke", true));
    }

    @Test
    void takesTheFirstOfManyRetryAfter() throws IOException {
        assertThat(tooFast("Retry-After: 30", "Retry-After: 31536000", "Retry-After: soon"))
                .isEqualTo(new Answer(429, Optional.of(Duration.ofSeconds(30)), ""));
    }

    @Test
    void aRetryAfterThatIsADateCountsFromTheServersClock() throws IOException {
        assertThat(tooFast("Date: Sat, 14 Mar 2020 15:09:26 GMT", "Retry-After: Sat, 14 Mar 2020 15:10:26 GMT"))
                .isEqualTo(new Answer(429, Optional.of(Duration.ofMinutes(1)), ""));
    }

    private Reply tooFast(String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of("HTTP/1.1 429 Slow down", "Content-Length: 0"));
        lines.addAll(List.of(headers));
        return overHttp(String.join("\r\n", lines) + "\r\n\r\n");
    }

    @Test
    void doesNotReadAnAnswerThatSaysThatItIsTooLong() {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n" + "o".repeat(10_485_760);

        // The very first post of a process may take longer than there is time for it.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(overHttp(answer))
                .isEqualTo(new Silence("the answer of localhost is too long", true)));
    }

    private Reply overTls(UnaryOperator<CertificateMaker> flaw) throws IOException {
        SigningCertificate certificate = flaw.apply(SigningCertificate.make().named("localhost").issuedBy(TestAuthority.get()))
                .certificate();
        try (ServerSocket server = TestAuthority.context(certificate).getServerSocketFactory().createServerSocket(0, 1,
                InetAddress.getLoopbackAddress())) {
            answer(server, GOOD);
            return carry("https://localhost:" + server.getLocalPort());
        }
    }

    private Reply overHttp(String answer) throws IOException {
        try (ServerSocket server = listen()) {
            answer(server, answer);
            return carry("http://localhost:" + server.getLocalPort());
        }
    }

    private Reply carry(String url) {
        return courier.carry(url, Optional.empty(), "{}").await().atMost(Duration.ofSeconds(20));
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** Reads something, says this, and hangs up. */
    private static void answer(ServerSocket server, String answer) {
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept(); InputStream in = socket.getInputStream()) {
                if (in.read(new byte[8_192]) > 0) {
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                }
            } catch (SSLException refused) {
                assertThat(answer).as("who is refused has a certificate").isEqualTo(GOOD);
            } catch (IOException hungUp) {
                assertThat(server).isNotNull();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
