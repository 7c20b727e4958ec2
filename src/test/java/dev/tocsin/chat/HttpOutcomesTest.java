package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.chat.Reply.Answer;
import dev.tocsin.chat.Reply.Silence;
import dev.tocsin.outbound.AnswerTooLong;
import dev.tocsin.outbound.RetryAfterHeader;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.smallrye.mutiny.TimeoutException;

class HttpOutcomesTest {

    private static final Instant NOW = Instant.parse("2026-03-14T15:09:26Z");

    @ParameterizedTest
    @CsvSource({ "400, invalid_payload, CONTENT, HTTP 400: invalid_payload", "413, '', CONTENT, HTTP 413",
            "401, '', DESTINATION, HTTP 401", "403, action_prohibited, DESTINATION, HTTP 403: action_prohibited",
            "404, no_service, DESTINATION, HTTP 404: no_service", "405, '', DESTINATION, HTTP 405",
            "410, channel_is_archived, DESTINATION, HTTP 410: channel_is_archived", "302, '', DESTINATION, HTTP 302",
            "404, <html>s3cr3t</html>, DESTINATION, HTTP 404", "404, /services/T0/B0/s3cr3t, DESTINATION, HTTP 404" })
    void rejects(int status, String body, Fault fault, String reason) {
        assertThat(HttpOutcomes.of(new Answer(status, Optional.empty(), body))).isInstanceOfSatisfying(Rejected.class,
                rejected -> {
                    assertThat(rejected).isEqualTo(new Rejected(status, reason, fault, rejected.advice()));
                    assertThat(rejected.advice().isPresent()).as("advice").isEqualTo(fault == Fault.DESTINATION);
                });
    }

    @ParameterizedTest
    @CsvSource({ "403, copy the URL anew", "404, make a new one", "410, make a new one", "308, redirects are not followed",
            "405, takes no messages" })
    void saysWhatToDoAboutAWebhookThatIsShut(int status, String advice) {
        assertThat(HttpOutcomes.of(new Answer(status, Optional.empty(), ""))).isInstanceOfSatisfying(Rejected.class,
                rejected -> assertThat(rejected.told()).startsWith("HTTP " + status + ": ").contains(advice));
    }

    @ParameterizedTest
    @CsvSource({ "500, rollup_error, HTTP 500: rollup_error, false", "503, Service Unavailable, HTTP 503, false",
            "502, '', HTTP 502, true", "504, '', HTTP 504, true", "408, '', HTTP 408, false",
            "204, '', HTTP 204 with an unexpected body, true" })
    void triesAgainLater(int status, String body, String reason, boolean ambiguous) {
        assertThat(HttpOutcomes.of(new Answer(status, Optional.empty(), body)))
                .isEqualTo(new RetryAfter(status, reason, Optional.empty(), false, ambiguous));
    }

    @Test
    void waitsAsLongAsItIsAsked() {
        assertThat(HttpOutcomes.of(new Answer(429, Optional.of(Duration.ofSeconds(30)), "rate_limited"))).isEqualTo(
                new RetryAfter(429, "rate limited (HTTP 429), Retry-After 30 s", Optional.of(Duration.ofSeconds(30)), true,
                        false));
        assertThat(HttpOutcomes.of(new Answer(429, Optional.empty(), ""))).isEqualTo(
                new RetryAfter(429, "rate limited (HTTP 429)", Optional.of(Duration.ofSeconds(1)), true, false));
        assertThat(HttpOutcomes.of(new Answer(503, Optional.of(Duration.ofSeconds(7)), ""))).isEqualTo(
                new RetryAfter(503, "HTTP 503", Optional.of(Duration.ofSeconds(7)), false, false));
    }

    @ParameterizedTest
    @CsvSource({ "30, 30", "0, 1", "7200, 3600", "99999999999999999999, 3600", "'Sat, 14 Mar 2026 15:10:26 GMT', 60",
            "'Sat, 14 Mar 2026 15:00:00 GMT', 1", "31536000, 3600", "'Sun, 14 Mar 2027 15:09:26 GMT', 3600",
            "'Fri, 31 Dec 9999 23:59:59 GMT', 3600", "'Thu, 01 Jan 1970 00:00:00 GMT', 1", "' 30 ', 30",
            "'Sun, 15 Mar 2026 15:09:26 GMT', 3600" })
    void readsRetryAfterWithinReason(String header, long seconds) {
        assertThat(RetryAfterHeader.parse(header, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({ "soon", "''", "-5", "1.5", "PT5M", "'30, 60'", "٣", "2026-03-14T15:10:26Z",
            "'Xyz, 99 Foo 2026 15:10:26 GMT'", })
    void ignoresAnUnreadableRetryAfter(String header) {
        assertThat(RetryAfterHeader.parse(header, NOW)).isEmpty();
        assertThat(RetryAfterHeader.parse(null, NOW)).isEmpty();
    }

    static Stream<Arguments> failures() {
        return Stream.of(Arguments.of(new UnknownHostException("s3cr3t"), "the name h cannot be resolved", false),
                Arguments.of(new ConnectException("s3cr3t"), "the connection to h was refused", false),
                Arguments.of(new ConnectTimeoutException("s3cr3t"), "no connection to h in time", false),
                Arguments.of(new NoRouteToHostException("s3cr3t"), "no route to h", false),
                Arguments.of(new SSLHandshakeException("s3cr3t"), "the TLS handshake with h failed", false),
                Arguments.of(new SslHandshakeTimeoutException("s3cr3t"), "no TLS handshake with h in time", false),
                Arguments.of(handshake(new CertificateExpiredException("s3cr3t")), "the certificate of h has expired", false),
                Arguments.of(handshake(new CertificateNotYetValidException("s3cr3t")),
                        "the certificate of h is not valid yet; is this machine's clock right?", false),
                Arguments.of(handshake(new CertificateException("No name matching s3cr3t found")),
                        "the certificate of h is another host's", false),
                Arguments.of(handshake(new CertPathBuilderException("s3cr3t")),
                        "the certificate of h is issued by nobody that this machine trusts", false),
                Arguments.of(handshake(new CertificateException("s3cr3t")), "the TLS handshake with h failed", false),
                Arguments.of(new TimeoutException(), "no answer from h in time", true),
                Arguments.of(new SocketException("s3cr3t"), "the connection to h broke", true),
                Arguments.of(new IOException("s3cr3t"), "the connection to h broke", true),
                Arguments.of(new IllegalStateException("s3cr3t"), "the connection to h broke", true),
                Arguments.of(new AnswerTooLong(), "the answer of h is too long", true));
    }

    private static Exception handshake(Exception cause) {
        SSLHandshakeException failure = new SSLHandshakeException("s3cr3t");
        failure.initCause(new CertificateException("s3cr3t", cause));
        return failure;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatWentWrongInFixedWords(Throwable failure, String reason, boolean ambiguous) {
        Outcome expected = new RetryAfter(0, reason, Optional.empty(), false, ambiguous);
        assertThat(HttpOutcomes.of(Silence.because(failure, "h"))).isEqualTo(expected);
        assertThat(HttpOutcomes.of(Silence.because(new RuntimeException("s3cr3t", failure), "h"))).isEqualTo(expected);
    }
}
