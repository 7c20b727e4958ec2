package dev.tocsin.console.history;

import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.console.Shown;
import dev.tocsin.delivery.DeliveryElsewhere;
import dev.tocsin.delivery.Redelivery;
import dev.tocsin.history.HistoryQuestions;
import io.smallrye.mutiny.Uni;

/**
 * Sends what came once more, to the same configuration or to another; the page of the message then shows what becomes of it.
 */
@Path("/console")
class SendingAgain {

    private final Redelivery redelivery;
    private final DeliveryElsewhere elsewhere;
    private final HistoryQuestions history;

    SendingAgain(Redelivery redelivery, DeliveryElsewhere elsewhere, HistoryQuestions history) {
        this.redelivery = redelivery;
        this.elsewhere = elsewhere;
        this.history = history;
    }

    @POST
    @Path("/deliveries/{id}/redeliver")
    public Uni<RestResponse<String>> again(@PathParam("id") long id) {
        return redelivery.redeliver(id).chain(() -> history.delivery(id))
                .map(delivery -> pageOf(delivery.messageId().toString(), delivery.topicArn()));
    }

    @POST
    @Path("/notifications/{messageId}/deliver")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> elsewhere(@PathParam("messageId") String messageId,
            @QueryParam("topicArn") Optional<String> topicArn, MultivaluedMap<String, String> form) {
        return elsewhere.send(messageId, topicArn, form.getFirst("configurationName"))
                .map(delivery -> pageOf(messageId, topicArn.orElse(null)));
    }

    private static RestResponse<String> pageOf(String messageId, String topicArn) {
        return Shown.goTo("/console/notifications/" + messageId + (topicArn == null ? "" : "?topicArn=" + topicArn));
    }
}
