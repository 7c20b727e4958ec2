package dev.tocsin.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * Which replicas a Service sends to: those that are ready and are to stay. Each is asked once a second, and is out after two
 * failures. Whoever routes by this hears of a new one at once, and of one that is out only after a while, as kube-proxy and
 * ingresses do.
 */
final class Endpoints {

    private static final int PERIOD_MILLIS = 1_000;
    private static final int PROBE_TIME_LIMIT_MILLIS = 3_000;
    private static final int FAILURES = 2;
    private static final Duration UNTIL_HEARD = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final HttpClient http;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private int turn;
    private long nobodySince = System.nanoTime();
    private Duration nobody = Duration.ZERO;

    /** Guarded by the outer object. */
    private static final class Endpoint {
        private final Replica replica;
        private int failures;
        private boolean isReady;
        private boolean isLeaving;
        private boolean isRouted;

        Endpoint(Replica replica) {
            this.replica = replica;
        }

        boolean isWanted() {
            return isReady && !isLeaving;
        }
    }

    Endpoints(Vertx vertx) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient();
        vertx.setPeriodic(PERIOD_MILLIS, timer -> probeAll());
    }

    synchronized void add(Replica replica) {
        endpoints.add(new Endpoint(replica));
    }

    /** As when its Pod is deleted: it may run on for a while. */
    synchronized void withdraw(Replica replica) {
        endpoints.stream().filter(one -> one.replica == replica).forEach(endpoint -> {
            endpoint.isLeaving = true;
            letOthersHear(endpoint);
        });
        count();
    }

    /** One after the other; empty if there is none. */
    synchronized Optional<Replica> next() {
        List<Endpoint> routed = endpoints.stream().filter(one -> one.isRouted).toList();
        return routed.isEmpty() ? Optional.empty() : Optional.of(routed.get(turn++ % routed.size()).replica);
    }

    synchronized boolean isReady(Replica replica) {
        return endpoints.stream().anyMatch(one -> one.replica == replica && one.isReady);
    }

    /** What is counted from now on is how long nobody was ready. */
    synchronized void countFromNowOn() {
        count();
        nobody = Duration.ZERO;
    }

    synchronized Duration nobodyReady() {
        count();
        return nobody;
    }

    private synchronized void probeAll() {
        endpoints.forEach(this::probe);
    }

    private void probe(Endpoint endpoint) {
        http.request(new RequestOptions().setHost("127.0.0.1").setPort(endpoint.replica.operationsPort())
                .setURI("/q/health/ready").setMethod(HttpMethod.GET).setTimeout(PROBE_TIME_LIMIT_MILLIS))
                .compose(request -> request.send().map(response -> response.statusCode() == 200))
                .otherwise(false)
                .onSuccess(isReady -> told(endpoint, isReady));
    }

    private synchronized void told(Endpoint endpoint, boolean isReady) {
        count();
        endpoint.failures = isReady ? 0 : endpoint.failures + 1;
        if (isReady) {
            endpoint.isReady = true;
            endpoint.isRouted |= !endpoint.isLeaving;
        } else if (endpoint.isReady && endpoint.failures >= FAILURES) {
            endpoint.isReady = false;
            letOthersHear(endpoint);
        }
        count();
    }

    private void letOthersHear(Endpoint endpoint) {
        vertx.setTimer(UNTIL_HEARD.toMillis(), timer -> {
            synchronized (this) {
                endpoint.isRouted = endpoint.isWanted();
                endpoints.removeIf(one -> one.isLeaving && !one.isRouted);
            }
        });
    }

    private void count() {
        long now = System.nanoTime();
        if (nobodySince != 0) {
            nobody = nobody.plusNanos(now - nobodySince);
        }
        nobodySince = endpoints.stream().noneMatch(Endpoint::isWanted) ? now : 0;
    }
}
