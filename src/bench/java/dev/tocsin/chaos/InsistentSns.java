package dev.tocsin.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

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
 * Publishes as SNS does: signs, with SignatureVersion 1 and 2 in turns, and posts each notification to any replica, again and
 * again until it is answered 200. Only its event loop touches it, but for what is synchronized.
 */
final class InsistentSns {

    private static final int CONNECTIONS = 100;
    private static final int TIME_LIMIT_MILLIS = 5_000;
    private static final int SHORTEST_WAIT_MILLIS = 200;
    private static final int LONGEST_WAIT_MILLIS = 1_200;
    /** While nobody takes anything, no more are begun. */
    private static final int MOST_UNANSWERED = 300;
    private static final int NO_ANSWER = 0;

    private final Vertx vertx;
    private final HttpClient http;
    private final SnsSigner version1;
    private final SnsSigner version2;
    private final List<Replica> replicas;
    private final Random chance;
    private final List<ChaosLetter> letters = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();
    private int unanswered;
    private boolean isClosed;

    InsistentSns(Vertx vertx, SigningCertificate certificate, List<Replica> replicas, long seed) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS).setConnectTimeout(2_000));
        this.version1 = SnsSigner.version1(certificate);
        this.version2 = SnsSigner.with(certificate);
        this.replicas = List.copyOf(replicas);
        this.chance = new Random(seed);
    }

    void start(double perSecond) {
        vertx.runOnContext(begin -> next(perSecond));
    }

    /** As by chance as calls come in: some at once, some after a while. */
    private synchronized void next(double perSecond) {
        if (isClosed) {
            return;
        }
        if (unanswered < MOST_UNANSWERED) {
            post(letter());
        }
        long wait = (long) (-Math.log(1 - chance.nextDouble()) * 1_000 / perSecond);
        vertx.setTimer(Math.max(1, wait), timer -> next(perSecond));
    }

    private ChaosLetter letter() {
        int number = letters.size();
        int topic = chance.nextInt(LaneUnderTest.TOPICS);
        SnsMessage message = SnsMessage.notification(LaneUnderTest.topic(topic), ChaosLetter.text(number));
        ChaosLetter letter = new ChaosLetter(number, topic, (number % 2 == 0 ? version1 : version2).sign(message));
        letters.add(letter);
        unanswered++;
        return letter;
    }

    private void post(ChaosLetter letter) {
        Replica replica = replicas.get(chance.nextInt(replicas.size()));
        letter.sent();
        http.request(new RequestOptions().setAbsoluteURI(replica.url() + "/sns").setMethod(HttpMethod.POST)
                .setTimeout(TIME_LIMIT_MILLIS))
                .compose(request -> send(request, letter.signed()))
                .otherwise(NO_ANSWER)
                .onSuccess(status -> answered(letter, status));
    }

    private static Future<Integer> send(HttpClientRequest request, SnsMessage signed) {
        signed.headers().forEach(request::putHeader);
        return request.send(signed.json()).map(response -> response.statusCode());
    }

    private synchronized void answered(ChaosLetter letter, int status) {
        statuses.merge(status, 1, Integer::sum);
        if (status == 200) {
            letter.taken();
            unanswered--;
            return;
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
}
