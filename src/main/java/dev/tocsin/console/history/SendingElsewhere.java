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

import dev.tocsin.delivery.DeliveryElsewhere;
import io.smallrye.mutiny.Uni;

/** Sends what came to another configuration; the page of the message then shows what becomes of it. */
@Path("/console/notifications/{messageId}/deliver")
class SendingElsewhere {

    private final DeliveryElsewhere elsewhere;

    SendingElsewhere(DeliveryElsewhere elsewhere) {
        this.elsewhere = elsewhere;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> send(@PathParam("messageId") String messageId,
            @QueryParam("topicArn") Optional<String> topicArn, MultivaluedMap<String, String> form) {
        return elsewhere.send(messageId, topicArn, form.getFirst("configurationName"))
                .map(delivery -> SendingAgain.pageOf(messageId, topicArn.orElse(null)));
    }
}
