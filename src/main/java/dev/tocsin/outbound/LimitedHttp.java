package dev.tocsin.outbound;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * Requests that follow no redirect and take no more than so many bytes and so much time. URLs go out byte for byte as they are
 * given. The Vert.x client itself, because the REST client keeps all that is sent to it, and goes on with what nobody waits
 * for any more.
 */
public final class LimitedHttp {

    private final HttpClient client;
    private final int largestAnswer;

    LimitedHttp(HttpClient client, int largestAnswer) {
        this.client = client;
        this.largestAnswer = largestAnswer;
    }

    /** Fails with {@link TimeoutException} or {@link AnswerTooLong}, or as connections do. */
    public Uni<HttpAnswer> get(String url, Duration patience) {
        return exchange(url, HttpMethod.GET, Optional.empty(), Optional.empty(), patience);
    }

    /**
     * Fails with {@link TimeoutException} or {@link AnswerTooLong}, or as connections do.
     *
     * @param authorization the header of that name
     */
    public Uni<HttpAnswer> post(String url, Optional<String> authorization, HttpBody body, Duration patience) {
        return exchange(url, HttpMethod.POST, authorization, Optional.of(body), patience);
    }

    private Uni<HttpAnswer> exchange(String url, HttpMethod method, Optional<String> authorization, Optional<HttpBody> body,
            Duration patience) {
        return Uni.createFrom().<HttpAnswer> emitter(emitter -> {
            RequestOptions options = new RequestOptions().setAbsoluteURI(url).setMethod(method).setFollowRedirects(false)
                    .setTimeout(patience.toMillis()).putHeader(HttpHeaders.USER_AGENT, Outbound.US);
            authorization.ifPresent(value -> options.putHeader(HttpHeaders.AUTHORIZATION, value));
            body.ifPresent(given -> options.putHeader(HttpHeaders.CONTENT_TYPE, given.type()));
            new Exchange(emitter, largestAnswer).begin(client, options, body.map(HttpBody::text).orElse(""));
        }).ifNoItem().after(patience).fail()
                .onFailure(java.util.concurrent.TimeoutException.class).transform(late -> new TimeoutException());
    }
}
