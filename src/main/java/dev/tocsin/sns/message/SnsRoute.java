package dev.tocsin.sns.message;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.tocsin.delivery.Receipt;
import dev.tocsin.delivery.TraceId;
import dev.tocsin.door.Bodies;
import dev.tocsin.problem.Problem;
import dev.tocsin.sns.EnvelopeReader;
import dev.tocsin.sns.Reason;
import dev.tocsin.sns.Refused;
import dev.tocsin.sns.SnsEnvelope;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Where SNS posts. A plain route, because this is the one path where many come at once, and a REST resource costs about as
 * much as reading and storing a message. META-INF/openapi.yaml describes it.
 */
@ApplicationScoped
class SnsRoute {

    private static final String PATH = "/sns";
    /** Behind the door and before all that a resource needs: who asks is told by the signature. */
    private static final int BEFORE_AUTHENTICATION = -500;

    private final Bodies bodies;
    private final SnsMessages messages;
    private final SnsMetrics metrics;
    private final Refusals refusals;

    SnsRoute(Bodies bodies, SnsMessages messages, SnsMetrics metrics, Refusals refusals) {
        this.bodies = bodies;
        this.messages = messages;
        this.metrics = metrics;
        this.refusals = refusals;
    }

    void register(@Observes Router router) {
        router.post(PATH).order(BEFORE_AUTHENTICATION)
                .handler(context -> bodies.read(context, body -> receive(context, body.getBytes())));
        router.route(PATH).order(BEFORE_AUTHENTICATION).handler(SnsRoute::onlyPost);
    }

    /**
     * SNS posts JSON as text/plain or whatever the subscription's delivery policy says, so the bytes are read as they are. It
     * discards what it gets a 4xx for and retries after a 5xx or 15 seconds of silence.
     */
    private void receive(RoutingContext context, byte[] body) {
        SnsEnvelope envelope;
        try {
            envelope = read(context.request(), body);
        } catch (Refused refused) {
            answer(context, refused, Named.byHeaders(context.request()));
            return;
        } catch (RuntimeException fault) {
            context.fail(fault); // else nobody would answer
            return;
        }
        // The commit is told on the event loop of whoever filled the batch; the answer is written on this request's own.
        Context own = context.vertx().getOrCreateContext();
        messages.take(envelope, trace(context.request())).subscribe().with(
                receipt -> own.runOnContext(back -> answer(context, envelope, receipt)),
                failure -> own.runOnContext(back -> answer(context, (Refused) failure, Named.by(envelope))));
    }

    private SnsEnvelope read(HttpServerRequest request, byte[] body) {
        if ("true".equalsIgnoreCase(request.getHeader("x-amz-sns-rawdelivery"))) {
            throw new Refused(Reason.RAW_DELIVERY,
                    "the subscription has raw message delivery on, which leaves out the signature. "
                            + "Turn it off: aws sns set-subscription-attributes --subscription-arn <arn> "
                            + "--attribute-name RawMessageDelivery --attribute-value false");
        }
        SnsEnvelope envelope = EnvelopeReader.read(body);
        metrics.received(envelope);
        requireAgreement(request, "x-amz-sns-message-type", "Type", envelope.type().name());
        requireAgreement(request, "x-amz-sns-message-id", "MessageId", envelope.messageId());
        requireAgreement(request, "x-amz-sns-topic-arn", "TopicArn", envelope.topic().toString());
        return envelope;
    }

    /** The headers are not signed, so they may be absent; what they must not do is say something else. */
    private static void requireAgreement(HttpServerRequest request, String header, String member, String value) {
        String said = request.getHeader(header);
        if (said != null && !said.equals(value)) {
            throw new Refused(Reason.HEADERS_DISAGREE, "header " + header + " is not the body's " + member);
        }
    }

    private static Optional<TraceId> trace(HttpServerRequest request) {
        return TraceId.ofHeaders(request.headers().getAll("traceparent"), request.headers().getAll("x-amzn-trace-id"));
    }

    private void answer(RoutingContext context, SnsEnvelope envelope, Receipt receipt) {
        metrics.answered(receipt);
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8")
                .end("{\"messageId\":\"" + envelope.messageId() + "\",\"receipt\":\"" + receipt + "\"}");
    }

    private void answer(RoutingContext context, Refused refused, Named message) {
        Reason reason = refused.reason();
        metrics.refused(reason);
        refusals.note(refused, message);
        context.response().setStatusCode(reason.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(reason.problem(refused.detail()).toJson());
    }

    private static void onlyPost(RoutingContext context) {
        Problem problem = Problem.of(405, "Method Not Allowed", "This path takes what SNS posts, and POST alone.").at(PATH);
        context.response().setStatusCode(problem.status()).putHeader(HttpHeaders.ALLOW, "POST")
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE).end(problem.toJson());
    }
}
