package dev.tocsin.console.message;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.console.Frame;
import dev.tocsin.console.Frames;
import dev.tocsin.console.Shown;
import dev.tocsin.console.WholeLists;
import dev.tocsin.delivery.PreviewRequest;
import dev.tocsin.delivery.Previews;
import dev.tocsin.delivery.Previews.Preview;
import dev.tocsin.problem.StrictJson;
import dev.tocsin.sns.subscription.TopicOverview;
import dev.tocsin.sns.subscription.TopicOverview.TopicQuery;
import dev.tocsin.sns.subscription.Topics.TopicPage;
import dev.tocsin.sns.subscription.Topics.TopicView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** A message tried out: what it means, and how each chat would show it. */
@Path("/console/preview")
@Produces(MediaType.TEXT_HTML)
class PreviewPage {

    private final Frames frames;
    private final BroughtSamples samples;
    private final Previews previews;
    private final TopicOverview topics;
    private final StrictJson json;
    private final Clock clock;

    PreviewPage(Frames frames, BroughtSamples samples, Previews previews, TopicOverview topics, StrictJson json, Clock clock) {
        this.frames = frames;
        this.samples = samples;
        this.previews = previews;
        this.topics = topics;
        this.json = json;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record MessageTrial(Frame frame, Trying trying) implements TemplateInstance {
    }

    /** @param shown null for nothing yet */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record MessageShown(ShownMessage shown) implements TemplateInstance {
    }

    /**
     * What the page has.
     *
     * @param chosen the sample that fills the form, or empty
     * @param messageId the stored notification that fills it, or empty
     * @param shown null for nothing yet
     * @param topics where it can be published
     */
    record Trying(List<Sample> samples, String chosen, String messageId, TypedMessage typed, ShownMessage shown,
            List<NamedTopic> topics) {
    }

    /** A topic that configurations name. */
    record NamedTopic(TopicArn arn, int heardBy) {

        private static NamedTopic of(TopicView topic) {
            return new NamedTopic(TopicArn.parse(topic.topicArn()).orElseThrow(), topic.configurationNames().size());
        }

        /** For instance {@code alarms in eu-central-1, 123456789012 (heard by 2 configurations)}. */
        public String words() {
            return arn.name() + " in " + arn.region() + ", " + arn.account() + " (heard by " + heardBy
                    + (heardBy == 1 ? " configuration)" : " configurations)");
        }
    }

    /** Empty, or filled with a sample or with a stored notification, which is shown at once. */
    @GET
    public Uni<RestResponse<String>> page(@QueryParam("sample") Optional<String> sample,
            @QueryParam("messageId") Optional<String> messageId, @QueryParam("topicArn") Optional<String> topicArn,
            UriInfo uri) {
        return frames.around(uri).chain(frame -> {
            if (!frame.may("POST", "/preview")) {
                return Shown.page(new MessageTrial(frame, trying("", "", TypedMessage.NOTHING, null, List.of())));
            }
            return namedTopics().chain(topics -> filled(given(sample), given(messageId), given(topicArn), topics))
                    .chain(trying -> Shown.page(new MessageTrial(frame, trying)));
        });
    }

    private Uni<List<NamedTopic>> namedTopics() {
        return WholeLists.read(
                token -> topics.list(new TopicQuery(null, null, Optional.empty(), null, null, token)),
                TopicPage::topics, TopicPage::nextToken)
                .map(all -> all.stream().map(NamedTopic::of).filter(topic -> topic.heardBy() > 0).toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> show(MultivaluedMap<String, String> form) {
        PreviewRequest request = json.bind(TypedMessage.json(form), PreviewRequest.class);
        return preview(request).chain(preview -> Shown.page(new MessageShown(ShownMessage.of(preview))));
    }

    private Uni<Trying> filled(Optional<String> name, Optional<String> messageId, Optional<String> topicArn,
            List<NamedTopic> topics) {
        if (name.isPresent()) {
            Sample sample = samples.named(name.get());
            TypedMessage typed = TypedMessage.of(sample, clock.instant());
            return preview(typed.request())
                    .map(preview -> trying(sample.name(), "", typed, ShownMessage.of(preview), topics));
        }
        if (messageId.isPresent()) {
            return preview(new PreviewRequest(null, null, null, messageId.get(), topicArn.orElse(null)))
                    .map(preview -> trying("", messageId.get(), TypedMessage.of(preview.message()), ShownMessage.of(preview),
                            topics));
        }
        return Uni.createFrom().item(trying("", "", TypedMessage.NOTHING, null, topics));
    }

    private Uni<Preview> preview(PreviewRequest request) {
        request.check();
        return previews.whole(request);
    }

    private Trying trying(String chosen, String messageId, TypedMessage typed, ShownMessage shown, List<NamedTopic> topics) {
        return new Trying(samples.all(), chosen, messageId, typed, shown, topics);
    }

    private static Optional<String> given(Optional<String> parameter) {
        return parameter.filter(text -> !text.isBlank());
    }
}
