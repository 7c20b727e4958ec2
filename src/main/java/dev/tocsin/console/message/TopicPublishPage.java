package dev.tocsin.console.message;

import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.console.Shown;
import dev.tocsin.history.Histories.NotificationHistory;
import dev.tocsin.history.HistoryQuestions;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.StrictJson;
import dev.tocsin.sns.subscription.PublishRequest;
import dev.tocsin.sns.subscription.TopicPublication;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** Publishes what stands in the form, and tells what becomes of it. */
@Path("/console/topics/{topicArn}/publish")
@Produces(MediaType.TEXT_HTML)
class TopicPublishPage {

    private static final int NOT_FOUND = 404;

    private final TopicPublication publication;
    private final HistoryQuestions history;
    private final StrictJson json;

    TopicPublishPage(TopicPublication publication, HistoryQuestions history, StrictJson json) {
        this.publication = publication;
        this.history = history;
        this.json = json;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record MessagePublished(PublishedMessage published) implements TemplateInstance {
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> publish(@PathParam("topicArn") String topicArn, MultivaluedMap<String, String> form) {
        return publication.publish(topicArn, json.bind(TypedMessage.json(form), PublishRequest.class))
                .chain(done -> shown(done.topicArn(), done.messageId(), Optional.empty(), 0));
    }

    @GET
    @Path("/{messageId}")
    public Uni<RestResponse<String>> became(@PathParam("topicArn") String topicArn,
            @PathParam("messageId") String messageId, @QueryParam("asked") int asked) {
        return history.notification(messageId, Optional.of(topicArn)).map(Optional::of)
                .onFailure(TopicPublishPage::isNotHereYet).recoverWithItem(Optional.empty())
                .chain(found -> shown(topicArn, messageId, found, asked));
    }

    private static Uni<RestResponse<String>> shown(String topicArn, String messageId, Optional<NotificationHistory> found,
            int asked) {
        return Shown.page(new MessagePublished(new PublishedMessage(topicArn, messageId, found, asked)));
    }

    private static boolean isNotHereYet(Throwable failure) {
        return failure instanceof ProblemException answer && answer.problem().status() == NOT_FOUND;
    }
}
