package dev.tocsin.sns;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.tocsin.delivery.Receipt;
import dev.tocsin.problem.Problem;
import io.smallrye.mutiny.Uni;

/** Where SNS posts. */
@Path("/sns")
@Tag(name = "SNS")
class SnsResource {

    private final SnsMessages messages;
    private final SnsMetrics metrics;
    private final Refusals refusals;

    SnsResource(SnsMessages messages, SnsMetrics metrics, Refusals refusals) {
        this.messages = messages;
        this.metrics = metrics;
        this.refusals = refusals;
    }

    /**
     * SNS posts JSON as text/plain or whatever the subscription's delivery policy says, so the bytes are read as they are. It
     * discards what it gets a 4xx for and retries after a 5xx or 15 seconds of silence.
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces({ MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE })
    @Operation(summary = "Take a message that SNS posts", description = "SubscriptionConfirmation, Notification or "
            + "UnsubscribeConfirmation, signed by SNS, of a topic that a configuration names.")
    @SecurityRequirements({})
    @APIResponse(responseCode = "200", description = "The message is committed, or was before")
    @APIResponse(responseCode = "400", description = "Not an SNS message; raw message delivery is on")
    @APIResponse(responseCode = "403", description = "The topic, the Timestamp, the certificate or the signature is not accepted")
    @APIResponse(responseCode = "413", description = "More than 2 MiB")
    @APIResponse(responseCode = "503", description = "It cannot be stored or verified now; come again")
    public Uni<Response> receive(byte[] body,
            @HeaderParam("x-amz-sns-rawdelivery") String rawDelivery,
            @HeaderParam("x-amz-sns-message-type") String type,
            @HeaderParam("x-amz-sns-message-id") String messageId,
            @HeaderParam("x-amz-sns-topic-arn") String topicArn) {
        Envelope envelope;
        try {
            envelope = read(body, rawDelivery);
            metrics.received(envelope);
            requireAgreement(envelope, type, messageId, topicArn);
        } catch (Refused refused) {
            return Uni.createFrom().item(answer(refused, Optional.empty()));
        }
        return messages.take(envelope)
                .map(receipt -> answer(envelope, receipt))
                .onFailure(Refused.class).recoverWithItem(failure -> answer((Refused) failure, Optional.of(envelope)));
    }

    private static Envelope read(byte[] body, String rawDelivery) {
        if ("true".equalsIgnoreCase(rawDelivery)) {
            throw new Refused(Reason.RAW_DELIVERY,
                    "the subscription has raw message delivery on, which leaves out the signature. "
                            + "Turn it off: aws sns set-subscription-attributes --subscription-arn <arn> "
                            + "--attribute-name RawMessageDelivery --attribute-value false");
        }
        return EnvelopeReader.read(body == null ? new byte[0] : body);
    }

    /** The headers are not signed, so they may be absent; what they must not do is say something else. */
    private static void requireAgreement(Envelope envelope, String type, String messageId, String topicArn) {
        requireEqual("x-amz-sns-message-type", type, "Type", envelope.type().name());
        requireEqual("x-amz-sns-message-id", messageId, "MessageId", envelope.messageId());
        requireEqual("x-amz-sns-topic-arn", topicArn, "TopicArn", envelope.topic().toString());
    }

    private static void requireEqual(String header, String said, String member, String value) {
        if (said != null && !said.equals(value)) {
            throw new Refused(Reason.HEADERS_DISAGREE, "header " + header + " is not the body's " + member);
        }
    }

    private Response answer(Envelope envelope, Receipt receipt) {
        metrics.answered(receipt);
        String json = "{\"messageId\":\"" + envelope.messageId() + "\",\"receipt\":\"" + receipt + "\"}";
        // As bytes it passes the JSON writer by, on the one path where that can be measured.
        return Response.ok(json.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON_TYPE).build();
    }

    private Response answer(Refused refused, Optional<Envelope> envelope) {
        Reason reason = refused.reason();
        metrics.refused(reason);
        refusals.note(refused, envelope);
        return Response.status(reason.status()).type(Problem.MEDIA_TYPE).entity(reason.problem(refused.detail()).toJson())
                .build();
    }
}
