package dev.tocsin.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * Publishes as SNS does: signs, with SignatureVersion 1 and 2 in turns, and posts each notification to any door, again and
 * again until it is answered 200. Only its event loop touches it, but for what is synchronized.
 */
final class InsistentSns {

    private static final int SHORTEST_WAIT_MILLIS = 200;
    private static final int LONGEST_WAIT_MILLIS = 1_200;
    /** While nobody takes anything, no more are begun. */
    private static final int MOST_UNANSWERED = 300;
    private static final int MOST_AT_ONCE = 20;
    private static final long LONGEST_LAG_NANOS = 100_000_000;
    private static final int NO_ANSWER = 0;
    /** What rests longer is closed from here, so that it does not meet its end from there. */
    private static final int LONGEST_REST_SECONDS = 2;

    private final Vertx vertx;
    private final HttpClient http;
    private final SnsSigner version1;
    private final SnsSigner version2;
    private final List<String> doors;
    private final int timeLimitMillis;
    private final Random chance;
    private final List<ChaosLetter> letters = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<Other> others = new ArrayList<>();
    private int unanswered;
    private boolean isClosed;

    /** An answer that was no 200. */
    private record Other(int status, String words) {
    }

    /**
     * @param doors addresses before which replicas stand
     * @param connections to each of them, at most
     * @param timeLimit after which it waits for no answer any more
     */
    InsistentSns(Vertx vertx, SigningCertificate certificate, List<String> doors, int connections, Duration timeLimit,
            long seed) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(connections).setConnectTimeout(2_000)
                .setKeepAliveTimeout(LONGEST_REST_SECONDS));
        this.version1 = SnsSigner.version1(certificate);
        this.version2 = SnsSigner.with(certificate);
        this.doors = List.copyOf(doors);
        this.timeLimitMillis = (int) timeLimit.toMillis();
        this.chance = new Random(seed);
    }

    void start(double perSecond) {
        vertx.runOnContext(begin -> next(perSecond, System.nanoTime()));
    }

    /** As by chance as calls come in: some at once, some after a while. What the machine was too busy for follows. */
    private synchronized void next(double perSecond, long due) {
        if (isClosed) {
            return;
        }
        long next = due;
        for (int burst = 0; burst < MOST_AT_ONCE && next <= System.nanoTime(); burst++) {
            if (unanswered < MOST_UNANSWERED) {
                post(letter());
            }
            next += (long) (-Math.log(1 - chance.nextDouble()) * 1e9 / perSecond);
        }
        long following = Math.max(next, System.nanoTime() - LONGEST_LAG_NANOS);
        vertx.setTimer(Math.max(1, (following - System.nanoTime()) / 1_000_000), timer -> next(perSecond, following));
    }

    private ChaosLetter letter() {
        int number = letters.size();
        int topic = chance.nextInt(LaneUnderTest.TOPICS);
        SnsMessage message = SnsMessage.notification(LaneUnderTest.topic(topic), ChaosLetter.text(number, Instant.now()));
        ChaosLetter letter = new ChaosLetter(number, topic, (number % 2 == 0 ? version1 : version2).sign(message));
        letters.add(letter);
        unanswered++;
        return letter;
    }

    private void post(ChaosLetter letter) {
        String door = doors.get(chance.nextInt(doors.size()));
        letter.sent();
        http.request(new RequestOptions().setAbsoluteURI(door + "/sns").setMethod(HttpMethod.POST)
                .setTimeout(timeLimitMillis))
                .compose(request -> send(request, letter.signed()))
                .otherwise(failure -> {
                    noteNoAnswer(letter, door, failure);
                    return NO_ANSWER;
                })
                .onSuccess(status -> answered(letter, status));
    }

    private static Future<Integer> send(HttpClientRequest request, SnsMessage signed) {
        signed.headers().forEach(request::putHeader);
        return request.send(signed.json()).map(response -> response.statusCode());
    }

    private synchronized void noteNoAnswer(ChaosLetter letter, String door, Throwable failure) {
        others.add(new Other(NO_ANSWER, letter.number() + " at " + door + ": " + failure));
    }

    private synchronized void answered(ChaosLetter letter, int status) {
        statuses.merge(status, 1, Integer::sum);
        if (status == 200) {
            letter.taken();
            unanswered--;
            return;
        }
        if (status != NO_ANSWER) {
            others.add(new Other(status, letter.number() + " was answered " + status));
        }
        if (status >= 400 && status < 500) {
            refusals.add(letter.told() + " was answered " + status);
        }
        int wait = SHORTEST_WAIT_MILLIS + chance.nextInt(LONGEST_WAIT_MILLIS - SHORTEST_WAIT_MILLIS);
        vertx.setTimer(wait, timer -> post(letter));
    }

    /** Publishes nothing new; what has no 200 yet goes on. */
    synchronized void close() {
        isClosed = true;
    }

    synchronized int unanswered() {
        return unanswered;
    }

    synchronized List<SentLetter> letters() {
        return letters.stream().map(ChaosLetter::told).toList();
    }

    /** How often each status was answered; 0 stands for no answer. */
    synchronized Map<Integer, Integer> statuses() {
        return new TreeMap<>(statuses);
    }

    /** Genuine messages that were answered 4xx. */
    synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** Answers with other statuses than these, and posts without an answer. */
    synchronized List<String> otherThan(Integer... expected) {
        return others.stream().filter(other -> !List.of(expected).contains(other.status())).map(Other::words).toList();
    }

    /** How long notifications waited for their 200, and how long there was none. */
    synchronized void tellPace(Ledger ledger) {
        long[] waits = letters.stream().filter(ChaosLetter::isTaken).map(ChaosLetter::told)
                .mapToLong(letter -> letter.takenAt() - letter.sentAt()).sorted().toArray();
        long[] times = letters.stream().filter(ChaosLetter::isTaken).mapToLong(letter -> letter.told().takenAt()).sorted()
                .toArray();
        long longestGap = IntStream.range(1, times.length).mapToLong(i -> times[i] - times[i - 1]).max().orElse(0);
        ledger.figure("milliseconds from the first post to the 200, median", waits[waits.length / 2] / 1_000_000)
                .figure("milliseconds from the first post to the 200, 99 of 100", waits[waits.length * 99 / 100] / 1_000_000)
                .figure("milliseconds from the first post to the 200, longest", waits[waits.length - 1] / 1_000_000)
                .figure("longest milliseconds without a 200", longestGap / 1_000_000);
    }
}
