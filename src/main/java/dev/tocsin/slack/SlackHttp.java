package dev.tocsin.slack;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.address.BaseUrl;
import dev.tocsin.outbound.AnswerTooLong;
import dev.tocsin.outbound.HttpBody;
import dev.tocsin.outbound.HttpLimits;
import dev.tocsin.outbound.HttpPosts;
import dev.tocsin.outbound.Outbound;
import io.smallrye.mutiny.Uni;

/**
 * Calls methods of the Web API. Follows no redirect, reads no more than 2 MiB of an answer, and gives up after
 * {@link SlackAppConfig#timeout()}. Whatever goes wrong is a {@link SlackFault}.
 */
@ApplicationScoped
class SlackHttp implements FileUpload.Calls {

    private static final int MAX_ANSWER_BYTES = 2 * 1024 * 1024;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 16;
    private static final int OK = 200;

    private final HttpPosts http;
    private final String base;
    private final Duration timeout;

    SlackHttp(SlackAppConfig config, Outbound outbound) {
        this.base = BaseUrl.of(config.apiUrl()) + "/";
        this.timeout = config.timeout();
        Duration half = Duration.ofMillis(Math.max(1, timeout.toMillis() / 2));
        this.http = outbound.posts(
                new HttpLimits(half, half, CONNECTIONS, HttpLimits.ANY, KEEP_ALIVE, MAX_ANSWER_BYTES));
    }

    /**
     * Calls a method once.
     *
     * @param authorization the header of that name
     * @param form what is secret in it stays out of every URL
     */
    @Override
    public Uni<SlackAnswer> call(String method, Optional<String> authorization, Map<String, String> form) {
        return http.post(base + method, authorization, HttpBody.form(form), timeout).map(SlackAnswer::of)
                .onFailure(failure -> !(failure instanceof SlackFault)).transform(this::unavailable);
    }

    /** The same for what only JSON says, such as the blocks of a message. */
    Uni<SlackAnswer> json(String method, Optional<String> authorization, String json) {
        return http.post(base + method, authorization, HttpBody.json(json), timeout).map(SlackAnswer::of)
                .onFailure(failure -> !(failure instanceof SlackFault)).transform(this::unavailable);
    }

    /** Sends bytes to a URL that Slack gave for them. It must be of the API's hosts: nobody else is to lead us anywhere. */
    @Override
    public Uni<Void> send(String url, byte[] bytes) {
        if (!UploadUrl.isOf(URI.create(base), url)) {
            return Uni.createFrom()
                    .failure(new SlackFault.Unavailable("Slack gave a URL to upload to that is not of its hosts"));
        }
        return http.post(url, bytes, timeout)
                .onFailure().transform(this::unavailable)
                .invoke(answer -> {
                    if (answer.status() != OK) {
                        throw new SlackFault.Unavailable("Slack answered the upload with HTTP status " + answer.status());
                    }
                }).replaceWithVoid();
    }

    /** The exception's own message may carry what was sent. */
    private SlackFault unavailable(Throwable failure) {
        return failure instanceof AnswerTooLong ? new SlackFault.Unavailable("Slack's answer is too long")
                : new SlackFault.Unavailable("Slack cannot be reached at " + URI.create(base).getHost() + " ("
                        + failure.getClass().getSimpleName() + ")");
    }
}
