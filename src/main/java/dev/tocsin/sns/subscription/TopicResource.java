package dev.tocsin.sns.subscription;

import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.sns.subscription.SubscriptionState.State;
import dev.tocsin.sns.subscription.TopicOverview.Order;
import dev.tocsin.sns.subscription.TopicOverview.TopicQuery;
import dev.tocsin.sns.subscription.TopicPublication.Published;
import dev.tocsin.sns.subscription.Topics.RegionTopicPage;
import dev.tocsin.sns.subscription.Topics.TopicPage;
import dev.tocsin.sns.subscription.Topics.TopicView;
import io.smallrye.mutiny.Uni;

/** The topics that configurations name, and those that they could name. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Topics", description = "SNS topics and how their subscriptions to Tocsin stand")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
class TopicResource {

    private final TopicOverview overview;
    private final TopicPublication publication;

    TopicResource(TopicOverview overview, TopicPublication publication) {
        this.overview = overview;
        this.publication = publication;
    }

    @GET
    @Path("/topics")
    @Operation(operationId = "listTopics", summary = "List the topics that configurations name", description = "By ARN, or what needs a person most first; where a light changes while you read on in that order, a topic may be on two pages or on none.")
    @APIResponse(responseCode = "200", description = "A page of topics", content = @Content(schema = @Schema(implementation = TopicPage.class)))
    public Uni<TopicPage> topics(
            @Parameter(description = "Only those whose subscription stands so", example = "FAILED", schema = @Schema(implementation = State.class)) @QueryParam("state") String state,
            @Parameter(description = "Only those with this light", example = "TROUBLE", schema = @Schema(implementation = TopicLight.class)) @QueryParam("light") String light,
            @Parameter(description = "Only those that this configuration hears", example = "payments-alarms") @QueryParam("configurationName") Optional<String> configurationName,
            @Parameter(description = "In which order: ARN, or LIGHT for what needs a person most first; ARN if absent", example = "LIGHT", schema = @Schema(implementation = Order.class)) @QueryParam("order") String order,
            @Parameter(description = "1 to 100; 100 if absent", example = "20", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100")) @QueryParam("maxResults") String maxResults,
            @Parameter(description = "From the page before") @QueryParam("nextToken") String nextToken) {
        return overview.list(new TopicQuery(state, light, configurationName, order, maxResults, nextToken));
    }

    @GET
    @Path("/topics/{topicArn}")
    @Operation(operationId = "getTopic", summary = "Show a topic, with the commands and policies for its subscription", description = "Where Tocsin cannot subscribe a topic itself, the instructions say what to do at AWS; the subscription shows as soon as its confirmation has arrived.")
    @APIResponse(responseCode = "200", description = "The topic", content = @Content(schema = @Schema(implementation = TopicView.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<TopicView> topic(
            @Parameter(example = "arn:aws:sns:eu-central-1:123456789012:alarms") @PathParam("topicArn") String topicArn) {
        return overview.one(topicArn);
    }

    @POST
    @Path("/topics/{topicArn}/check")
    @Operation(operationId = "checkTopic", summary = "Compare a topic's subscription with AWS now", description = "Does at once what Tocsin does by itself each tocsin.sns.reconcile-every, "
            + "and answers how the subscription stands then: one that is missing is asked for, attributes that are not as they should be are set, where Tocsin may. It can take a minute at most, if AWS is slow.")
    @APIResponse(responseCode = "200", description = "The topic, looked at", content = @Content(schema = @Schema(implementation = TopicView.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<TopicView> check(
            @Parameter(example = "arn:aws:sns:eu-central-1:123456789012:alarms") @PathParam("topicArn") String topicArn) {
        return overview.check(topicArn);
    }

    @POST
    @Path("/topics/{topicArn}/publish")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "publishToTopic", summary = "Publish a message to a topic, to try it out", description = "By SNS, as Tocsin's own role, which needs sns:Publish on the topic. So it reaches everybody who hears the topic, in chats and elsewhere. "
            + "Previews show beforehand what it will look like.")
    @APIResponse(responseCode = "202", description = "SNS has it; history tells what becomes of it once it has come back", content = @Content(schema = @Schema(implementation = Published.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", description = "There are no AWS credentials, or SNS refuses", ref = "Conflict")
    public Uni<RestResponse<Published>> publish(
            @Parameter(example = "arn:aws:sns:eu-central-1:123456789012:alarms") @PathParam("topicArn") String topicArn,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PublishRequest.class), examples = @ExampleObject(name = "message", value = """
                    {"subject": "Disk", "message": "The disk of db-7 is full", "messageAttributes": {"team": "storage"}}"""))) PublishRequest request) {
        return publication.publish(topicArn, request)
                .map(published -> RestResponse.status(RestResponse.Status.ACCEPTED, published));
    }

    @GET
    @Path("/regions/{region}/topics")
    @Operation(operationId = "listRegionTopics", summary = "List the topics that exist at AWS in a Region, for choosing", description = "Asks SNS, so it needs AWS credentials that allow sns:ListTopics.")
    @APIResponse(responseCode = "200", description = "A page of topics", content = @Content(schema = @Schema(implementation = RegionTopicPage.class)))
    @APIResponse(responseCode = "409", description = "There are no AWS credentials, or they do not allow it; the detail says what to do", ref = "Conflict")
    @APIResponse(responseCode = "503", description = "AWS does not answer", ref = "Unavailable")
    public Uni<RegionTopicPage> regionTopics(@Parameter(example = "eu-central-1") @PathParam("region") String region,
            @Parameter(description = "Whose topics, where Tocsin assumes a role in each account (tocsin.aws.assume-role); Tocsin's own account if absent", example = "123456789012") @QueryParam("accountId") Optional<String> accountId,
            @Parameter(description = "From the page before") @QueryParam("nextToken") Optional<String> nextToken) {
        return overview.inRegion(region, accountId, nextToken);
    }
}
