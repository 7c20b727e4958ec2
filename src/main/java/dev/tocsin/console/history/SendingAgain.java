package dev.tocsin.console.history;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.console.Shown;
import dev.tocsin.delivery.Redelivery;
import dev.tocsin.history.HistoryQuestions;
import io.smallrye.mutiny.Uni;

/** Sends what came once more to the same configuration; the page of the message then shows what becomes of it. */
@Path("/console/deliveries/{id}/redeliver")
class SendingAgain {

    private final Redelivery redelivery;
    private final HistoryQuestions history;

    SendingAgain(Redelivery redelivery, HistoryQuestions history) {
        this.redelivery = redelivery;
        this.history = history;
    }

    @POST
    public Uni<RestResponse<String>> again(@PathParam("id") long id) {
        return redelivery.redeliver(id).chain(() -> history.delivery(id))
                .map(delivery -> pageOf(delivery.messageId().toString(), delivery.topicArn()));
    }

    static RestResponse<String> pageOf(String messageId, String topicArn) {
        return Shown.goTo("/console/notifications/" + messageId + (topicArn == null ? "" : "?topicArn=" + topicArn));
    }
}
