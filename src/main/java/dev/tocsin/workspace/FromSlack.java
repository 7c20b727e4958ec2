package dev.tocsin.workspace;

import java.util.Optional;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.problem.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Lets in what Slack posts to one of our addresses, and nothing else. The signature is over the bytes as they came, so nothing
 * reads them before.
 */
final class FromSlack {

    private final AppSettings settings;
    private final String path;
    private final Counter takenCount;
    private final Counter refusedCount;

    /** @param metric counts what was taken and refused */
    FromSlack(AppSettings settings, MeterRegistry meters, String metric, String path) {
        this.settings = settings;
        this.path = path;
        this.takenCount = counter(meters, metric, "taken");
        this.refusedCount = counter(meters, metric, "refused");
    }

    private Counter counter(MeterRegistry meters, String metric, String result) {
        return Counter.builder(metric).description("Requests to " + path + " and what became of them").tag("result", result)
                .register(meters);
    }

    /** What to answer to a request that is not Slack's; empty if it is. */
    Optional<RestResponse<String>> refusal(String timestamp, String signature, byte[] body) {
        Optional<RestResponse<String>> refusal = settings.signature().objection(timestamp, signature, body)
                .map(objection -> answer(Problem.of(401, "Unauthorized", "This is not Slack's: " + objection)));
        // Anybody can cause one, so it is counted and not logged; the answer says why.
        (refusal.isPresent() ? refusedCount : takenCount).increment();
        return refusal;
    }

    RestResponse<String> unreadable(String why) {
        return answer(Problem.of(400, "Invalid request", why));
    }

    RestResponse<String> answer(Problem problem) {
        return answer(problem.status(), Problem.MEDIA_TYPE, problem.at(path).toJson());
    }

    static RestResponse<String> answer(int status, String type, String body) {
        return RestResponse.ResponseBuilder.<String> create(status, null).type(type).entity(body).build();
    }
}
