package dev.tocsin.workspace;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.problem.Problem;
import dev.tocsin.problem.Problems;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/**
 * Lets in what Slack posts to one of our addresses, and nothing else. The signature is over the bytes as they came, so nothing
 * reads them before. Slack waits for 3 seconds, so there is an answer before.
 */
final class FromSlack {

    private static final Duration PATIENCE = Duration.ofMillis(2_500);

    private final AppSettings settings;
    private final String path;
    private final String whatItMustBe;
    private final String again;
    private final Counter takenCount;
    private final Counter refusedCount;

    /**
     * @param metric counts what was taken and refused
     * @param whatItMustBe for whoever sent something else, after "The body must be"
     * @param again what to do if it takes too long, as a sentence
     */
    FromSlack(AppSettings settings, MeterRegistry meters, String metric, String path, String whatItMustBe, String again) {
        this.settings = settings;
        this.path = path;
        this.whatItMustBe = whatItMustBe;
        this.again = again;
        this.takenCount = counter(meters, metric, "taken");
        this.refusedCount = counter(meters, metric, "refused");
    }

    private Counter counter(MeterRegistry meters, String metric, String result) {
        return Counter.builder(metric).description("Requests to " + path + " and what became of them").tag("result", result)
                .register(meters);
    }

    /**
     * The answer to a request.
     *
     * @param timestamp X-Slack-Request-Timestamp, null if absent
     * @param signature X-Slack-Signature, null if absent
     * @param body null if there is none
     * @param taker reads what is Slack's, and answers it; it may throw {@link SlackEvent.Unreadable}
     */
    Uni<RestResponse<String>> take(String timestamp, String signature, byte[] body,
            Function<byte[], Uni<RestResponse<String>>> taker) {
        byte[] bytes = body == null ? new byte[0] : body;
        Optional<RestResponse<String>> refusal = refusal(timestamp, signature, bytes);
        if (refusal.isPresent()) {
            return Uni.createFrom().item(refusal.get());
        }
        try {
            return taker.apply(bytes).ifNoItem().after(PATIENCE)
                    .failWith(() -> Problems.unavailable("It takes too long now. " + again));
        } catch (SlackEvent.Unreadable unreadable) {
            return Uni.createFrom().item(answer(Problem.of(400, "Invalid request",
                    "The body must be " + whatItMustBe + ": " + unreadable.getMessage() + ".")));
        }
    }

    private Optional<RestResponse<String>> refusal(String timestamp, String signature, byte[] body) {
        Optional<RestResponse<String>> refusal = settings.signature().objection(timestamp, signature, body)
                .map(objection -> answer(Problem.of(401, "Unauthorized", "This is not Slack's: " + objection)));
        // Anybody can cause one, so it is counted and not logged; the answer says why.
        (refusal.isPresent() ? refusedCount : takenCount).increment();
        return refusal;
    }

    private RestResponse<String> answer(Problem problem) {
        return answer(problem.status(), Problem.MEDIA_TYPE, problem.at(path).toJson());
    }

    /** There is nothing to say. */
    static RestResponse<String> taken() {
        return answer(200, MediaType.TEXT_PLAIN, "");
    }

    static RestResponse<String> json(String json) {
        return answer(200, MediaType.APPLICATION_JSON, json);
    }

    private static RestResponse<String> answer(int status, String type, String body) {
        return RestResponse.ResponseBuilder.<String> create(status, null).type(type).entity(body).build();
    }
}
