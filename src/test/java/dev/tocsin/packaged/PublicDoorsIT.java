package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.Vertx;

/** What strangers can do at the public port, in the memory of a small pod, while SNS goes on posting. */
@Tag("long")
class PublicDoorsIT {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    /** SNS waits for 15 s; on an idle machine it is some hundred milliseconds. */
    private static final long MOST_MILLIS = 5_000;
    private static final int LARGE = 2 * 1_024 * 1_024;
    /** Together nearly as large as the heap. */
    private static final int BODIES_AT_ONCE = 50;
    private static final int BODIES = 100;

    @TempDir
    Path folder;

    private final SigningCertificate certificate = SigningCertificate.good();
    private PackagedTocsin tocsin;
    private Strangers strangers;

    @Test
    @SuppressWarnings("try") // resources that only have to be there
    void strangersShutNobodyOut() throws Exception {
        certificate.writeTo(folder.resolve("certificates"));
        Path work = Files.createDirectories(folder.resolve(folder.getFileName() + "-tocsin"));
        Vertx vertx = Vertx.vertx();
        ChatStandIn standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        tocsin = new PackagedTocsin(work, Map.of("TOCSIN_SLACK_WEBHOOK_ORIGINS", standIn.url(),
                "TOCSIN_SLACK_SIGNING_SECRET", "s3cr3t-signing",
                "TOCSIN_SNS_SIGNING_CERTIFICATES", folder.resolve("certificates").toString(),
                "TOCSIN_SNS_SUBSCRIBE", "never", "TOCSIN_DOOR_HEAD_TIMEOUT", "4s"));
        try (PackagedTocsin running = tocsin.start(); Strangers them = new Strangers(tocsin.url())) {
            strangers = them;
            assertThat(tocsin.api("POST", "/api/slack/channels", """
                    {"configurationName": "ops", "webhookUrl": "%s/services/T0/B0/s3cr3t0", "snsTopicArns": ["%s"]}"""
                    .formatted(standIn.url(), TOPIC)).statusCode()).isEqualTo(201);
            for (int i = 0; i < 20; i++) {
                publish(i);
            }
            refusesWhatLeavesTwoReadings();
            speaksHttp1Alone();
            assertThat(strangers.trickle()).as("ms until an endless head is closed").isBetween(3_000L, 15_000L);
            try (AutoCloseable pipelining = strangers.pipeline(50, "/slack/install")) {
                beside("50 connections that send requests without waiting");
            }
            strangers.settleDown(2_000);
            beside("2,000 idle connections");
            strangers.hold(40, "/sns", LARGE);
            beside("40 bodies of nearly 2 MiB that never end");
            strangers.close();
            for (String path : List.of("/slack/events", "/slack/commands", "/sns", "/api/slack/channels", "/nothing")) {
                largeBodiesBesideGenuineMessages(path);
            }
            assertThat(tocsin.isReady()).isTrue();
            assertThat(tocsin.logged()).doesNotContain("OutOfMemoryError").doesNotContain(" ERROR ");
        } finally {
            standIn.close();
            vertx.close();
        }
    }

    private void refusesWhatLeavesTwoReadings() throws IOException {
        for (String path : List.of("/sns", "/slack/events", "/api/slack/channels", "/nothing", "/%zz")) {
            for (String head : List.of("Transfer-Encoding: chunked, xchunked\r\n", "Transfer-Encoding: xchunked\r\n",
                    "Transfer-Encoding: identity\r\n", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                    "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n",
                    "Content-Length: +5\r\n")) {
                String answer = strangers.say("POST " + path + " HTTP/1.1\r\nHost: x\r\n" + head
                        + "\r\n0\r\n\r\nGET /sns HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(answer).as(path + " " + head).startsWith("HTTP/1.1 400").endsWith("<closed>")
                        .doesNotContain("405");
            }
        }
        assertThat(strangers.say("GET /sns HTTP/1.0\r\n\r\n")).contains(" 405 ");
        for (String line : List.of("GET /sns HTTP/1.1\r\n", "GET /sns HTTP/1.1\r\nHost: a b:xx\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n", "GET http://[/ HTTP/1.1\r\nHost: x\r\n")) {
            assertThat(strangers.say(line + "\r\n")).as(line).startsWith("HTTP/1.1 400").contains("problem+json", "no-store",
                    "nosniff");
        }
        assertThat(strangers.say(("GET /api/audit HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer tocsin_"
                + "a".repeat(43) + "\r\n\r\n").repeat(500)))
                .as("500 requests before the first answer").endsWith("<closed>");
        assertThat(strangers.say("GET /sns HTTP/1.1\r\nHost: x\r\n\r\n".repeat(500)))
                .as("500 requests at once that are answered at once").endsWith("<closed>");
        assertThat(strangers.say("POST /api/configurations/import HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + PackagedTocsin.ADMIN_TOKEN + "\r\nContent-Type:\r\nContent-Length: 2\r\n\r\n{}"))
                .as("no media type").startsWith("HTTP/1.1 4");
        assertThat(strangers.say("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 404");
    }

    /** A connection of HTTP/2 holds streams, windows and tables without an end. */
    private void speaksHttp1Alone() throws Exception {
        assertThat(strangers.say("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).startsWith("HTTP/1.1 ").endsWith("<closed>")
                .doesNotContain(" 200 ");
        String upgrade = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n";
        assertThat(strangers.say("POST /sns HTTP/1.1\r\nHost: x\r\n" + upgrade + "Transfer-Encoding: xchunked\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(strangers.say("GET /sns HTTP/1.1\r\nHost: x\r\n" + upgrade + "\r\n")).startsWith("HTTP/1.1 405");
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpResponse<String> refused = send(http, "/slack/events", 300_000);
        assertThat(refused.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(send(http, "/sns", 0).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> send(HttpClient http, String path, int bytes) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(tocsin.url() + path)).timeout(Duration.ofSeconds(15))
                .POST(BodyPublishers.ofByteArray(new byte[bytes])).build(), BodyHandlers.ofString());
    }

    /** Each message over a connection of its own, which has to get in. */
    private long publishAnew(int number) throws IOException, InterruptedException {
        SnsMessage message = signed(number);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(tocsin.url() + "/sns"))
                .version(HttpClient.Version.HTTP_1_1).timeout(Duration.ofSeconds(15))
                .POST(BodyPublishers.ofString(message.json()));
        message.headers().forEach(request::header);
        HttpClient http = HttpClient.newHttpClient();
        long begun = System.nanoTime();
        assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    private void beside(String what) throws Exception {
        answeredInTime("beside " + what, () -> {
            long slowest = 0;
            for (int i = 0; i < 20; i++) {
                slowest = Math.max(slowest, publishAnew(i));
            }
            return slowest;
        });
    }

    private void largeBodiesBesideGenuineMessages(String path) throws Exception {
        answeredInTime("beside " + BODIES + " bodies of 2 MiB at " + path, () -> {
            ExecutorService pool = Executors.newFixedThreadPool(BODIES_AT_ONCE);
            for (int i = 0; i < BODIES; i++) {
                pool.execute(() -> strangers.post(path, LARGE));
            }
            pool.shutdown();
            long slowest = 0;
            for (int i = 0; i < 5 || !pool.isTerminated(); i++) {
                slowest = Math.max(slowest, publish(i));
            }
            return slowest;
        });
    }

    /** Every message must be taken, and before long. */
    private static void answeredInTime(String what, Callable<Long> slowestOfSome) throws Exception {
        long millis = slowestOfSome.call();
        System.out.println("slowest answer of /sns " + what + ": " + millis + " ms");
        assertThat(millis).as("ms, " + what).isLessThan(MOST_MILLIS);
    }

    private SnsMessage signed(int number) {
        return SnsSigner.with(certificate).sign(SnsMessage.notification(TOPIC, "message " + number));
    }

    /** @return how long the answer took, in milliseconds */
    private long publish(int number) throws IOException {
        SnsMessage message = signed(number);
        long begun = System.nanoTime();
        assertThat(tocsin.post("/sns", message.headers(), message.json()).statusCode()).isEqualTo(200);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }
}
