package dev.tocsin.console.configuration;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.console.Light;
import dev.tocsin.console.Shown;
import dev.tocsin.console.StateLights;
import dev.tocsin.problem.Problem;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.sns.subscription.TopicOverview;
import dev.tocsin.sns.subscription.Topics.RegionTopic;
import dev.tocsin.sns.subscription.Topics.RegionTopicPage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** The topics of a Region, for choosing in a form. */
@Path("/console/regions/{region}/topics")
@Produces(MediaType.TEXT_HTML)
class RegionTopicsPart {

    /** A problem belongs beside the Region that was asked for, and not above the form. */
    private static final String TARGET = "HX-Retarget";

    private final TopicOverview topics;

    RegionTopicsPart(TopicOverview topics) {
        this.topics = topics;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record RegionTopics(List<OfferedTopic> topics, String next) implements TemplateInstance {
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record RegionProblem(Problem problem) implements TemplateInstance {
    }

    /** A topic to choose. */
    public record OfferedTopic(TopicArn arn, RegionTopic found) {

        /** How its subscription to Tocsin stands; null if nobody names it. */
        public Light light() {
            return found.state() == null ? null : StateLights.ofSubscription(found.state());
        }
    }

    @GET
    public Uni<RestResponse<String>> topics(@PathParam("region") String region, @QueryParam("accountId") String accountId,
            @QueryParam("nextToken") String nextToken) {
        return Uni.createFrom().deferred(() -> topics.inRegion(region, given(accountId), given(nextToken)))
                .chain(page -> Shown.page(new RegionTopics(offered(page), next(region, accountId, page.nextToken()))))
                .onFailure(ProblemException.class).recoverWithUni(ended -> inPlace(ended,
                        given(nextToken).isPresent() ? "closest .more" : "next .offered"));
    }

    private static List<OfferedTopic> offered(RegionTopicPage page) {
        return page.topics().stream().flatMap(found -> TopicArn.parse(found.topicArn())
                .map(arn -> new OfferedTopic(arn, found)).stream()).toList();
    }

    private static String next(String region, String accountId, String nextToken) {
        return nextToken == null
                ? ""
                : "/console/regions/" + ConsoleLinks.encode(region) + "/topics?nextToken=" + ConsoleLinks.encode(nextToken)
                        + given(accountId).map(id -> "&accountId=" + ConsoleLinks.encode(id)).orElse("");
    }

    private static Uni<RestResponse<String>> inPlace(ProblemException ended, String place) {
        Problem problem = ended.problem();
        return new RegionProblem(problem).createUni().map(html -> RestResponse.ResponseBuilder
                .create(RestResponse.Status.fromStatusCode(problem.status()), html)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8")).header(TARGET, place).build());
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
    }
}
