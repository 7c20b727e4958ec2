package dev.tocsin.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Stands for AWS: lets everybody assume every role at once, answers what {@link StubbedService} knows after a while, and notes
 * how long that was.
 */
final class AwsStub {

    private static final Pattern FOR = Pattern.compile("Credential=[^/]+/[0-9]+/[^/]+/([^/]+)/aws4_request");
    private static final Pattern WANTED = Pattern.compile(StubbedService.ASKED + "([0-9]+)-([0-9]+)");
    private static final String SESSION = """
            <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIABENCHMARK</AccessKeyId>\
            <SecretAccessKey>benchmark</SecretAccessKey><SessionToken>benchmark</SessionToken>\
            <Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>""";

    private final Vertx vertx;
    private final String url;
    private final Map<Integer, Held> held = new ConcurrentHashMap<>();
    private final Duration delay;

    /**
     * What AWS did for a command.
     *
     * @param times how often it was asked
     * @param nanos how long that took from the last byte of the question to the answer
     */
    record Held(int times, long nanos) {

        Held and(Held other) {
            return new Held(times + other.times, nanos + other.nanos);
        }

        double millis() {
            return nanos / 1e6;
        }
    }

    /** @param delay after which services answer; STS does so at once */
    AwsStub(Vertx vertx, Duration delay) throws InterruptedException {
        this.vertx = vertx;
        this.delay = delay;
        this.url = ChatStub.listen(vertx, "127.0.0.1", this::take);
    }

    String url() {
        return url;
    }

    void forget() {
        held.clear();
    }

    /** By the numbers of the commands. */
    Map<Integer, Held> held() {
        return Map.copyOf(held);
    }

    private void take(HttpServerRequest request) {
        request.bodyHandler(body -> {
            long begun = System.nanoTime();
            Matcher signed = FOR.matcher(Optional.ofNullable(request.getHeader("Authorization")).orElse(""));
            String name = signed.find() ? signed.group(1) : "";
            if (name.equals("sts")) {
                request.response().putHeader("Content-Type", "text/xml").end(SESSION);
                return;
            }
            Matcher wanted = WANTED.matcher(request.uri() + " " + body);
            Optional<StubbedService> service = Arrays.stream(StubbedService.values())
                    .filter(one -> one.signingName().equals(name)).findFirst();
            if (service.isEmpty() || !wanted.find()) {
                request.response().setStatusCode(400).end();
                return;
            }
            answer(request.response(), service.get(), Integer.parseInt(wanted.group(1)), Integer.parseInt(wanted.group(2)),
                    begun);
        });
    }

    private void answer(HttpServerResponse response, StubbedService service, int number, int things, long begun) {
        Buffer answer = service.answer(number, things);
        vertx.setTimer(delay.toMillis(), timer -> {
            // Before it is sent, since whoever has it may ask at once how long it took.
            held.merge(number, new Held(1, System.nanoTime() - begun), Held::and);
            response.putHeader("Content-Type", service.contentType()).end(answer);
        });
    }
}
