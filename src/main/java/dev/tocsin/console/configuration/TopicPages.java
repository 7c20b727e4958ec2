package dev.tocsin.console.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.configuration.ConfigurationDesk;
import dev.tocsin.configuration.ConfigurationFilter;
import dev.tocsin.configuration.ConfigurationVersion;
import dev.tocsin.console.Frame;
import dev.tocsin.console.Frames;
import dev.tocsin.console.Shown;
import dev.tocsin.console.StateLights;
import dev.tocsin.console.Table;
import dev.tocsin.console.Table.Column;
import dev.tocsin.database.Paging;
import dev.tocsin.sns.subscription.SubscriptionState.State;
import dev.tocsin.sns.subscription.TopicLight;
import dev.tocsin.sns.subscription.TopicOverview;
import dev.tocsin.sns.subscription.TopicOverview.Order;
import dev.tocsin.sns.subscription.TopicOverview.TopicQuery;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** The topics that configurations name, and how their subscriptions stand. */
@Path(ShownTopic.ADDRESS)
@Produces(MediaType.TEXT_HTML)
class TopicPages {

    private static final String PAGE = "50";

    private static final List<Column<ShownTopic>> COLUMNS = List.of(
            new Column<>("topicArn", ShownTopic::arn),
            new Column<>("light", topic -> topic.view().light()),
            new Column<>("state", topic -> topic.view().state()),
            new Column<>("stateSince", topic -> topic.view().stateSince()),
            new Column<>("reason", topic -> topic.view().reason()),
            new Column<>("warnings", topic -> topic.view().warnings()),
            new Column<>("configurationNames", topic -> topic.view().configurationNames()),
            new Column<>("lastMessageAt", topic -> topic.view().lastMessageAt()),
            new Column<>("subscriptionArn", topic -> topic.view().subscriptionArn()));

    private final Frames frames;
    private final TopicOverview topics;
    private final KnownTopics known;
    private final ConfigurationDesk configurations;
    private final KindsOnPages kinds;

    TopicPages(Frames frames, TopicOverview topics, KnownTopics known, ConfigurationDesk configurations, KindsOnPages kinds) {
        this.frames = frames;
        this.topics = topics;
        this.known = known;
        this.configurations = configurations;
        this.kinds = kinds;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record TopicList(Frame frame, List<ShownTopic> topics, WantedTopics wanted, String next) implements TemplateInstance {
    }

    /** @param addresses of the pages of those that hear it, by their names; not of all if they are many */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record TopicPage(Frame frame, ShownTopic topic, List<Instruction> instructions, Map<String, String> addresses)
            implements
                TemplateInstance {
    }

    /** What the list is to hold; empty for all. */
    public record WantedTopics(String light, String state, String configurationName) {

        static WantedTopics of(String light, String state, String configurationName) {
            return new WantedTopics(given(light), given(state), given(configurationName));
        }

        public boolean isAll() {
            return light.isEmpty() && state.isEmpty() && configurationName.isEmpty();
        }

        public TopicLight[] lights() {
            return TopicLight.values();
        }

        public State[] states() {
            return State.values();
        }

        public String words(TopicLight one) {
            return StateLights.ofTopic(one).word();
        }

        public String words(State one) {
            return StateLights.ofSubscription(one).word();
        }

        /** The address of this list, or of one that goes on from here. */
        public String address(String parameter, String value) {
            return Stream.of(List.of("light", light), List.of("state", state),
                    List.of("configurationName", configurationName), List.of(parameter, value))
                    .filter(pair -> !pair.get(1).isEmpty()).map(pair -> pair.get(0) + "=" + ConsoleLinks.encode(pair.get(1)))
                    .collect(Collectors.joining("&", ShownTopic.ADDRESS + "?", ""));
        }

        private static String given(String text) {
            return text == null ? "" : text.strip();
        }

        private TopicQuery query(String nextToken) {
            return new TopicQuery(orNull(state), orNull(light),
                    Optional.of(configurationName).filter(name -> !name.isEmpty()), Order.LIGHT.name(), PAGE, nextToken);
        }

        private static String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    @GET
    public Uni<RestResponse<String>> list(@QueryParam("light") String light, @QueryParam("state") String state,
            @QueryParam("configurationName") String configurationName, @QueryParam("nextToken") String nextToken,
            @QueryParam("as") String as, UriInfo uri) {
        WantedTopics wanted = WantedTopics.of(light, state, configurationName);
        if (as != null) {
            return known.all(wanted.query(null)).map(all -> Shown.file(new Table<>("topics", COLUMNS, all), as));
        }
        return frames.around(uri).chain(frame -> topics.list(wanted.query(nextToken)).chain(page -> Shown.page(new TopicList(
                frame, page.topics().stream().map(ShownTopic::of).toList(), wanted,
                page.nextToken() == null ? "" : page.nextToken()))));
    }

    @GET
    @Path("/{topicArn}")
    public Uni<RestResponse<String>> show(@PathParam("topicArn") String topicArn, UriInfo uri) {
        return frames.around(uri).chain(frame -> topics.one(topicArn)
                .chain(view -> addresses(view.topicArn()).chain(addresses -> Shown.page(
                        new TopicPage(frame, ShownTopic.of(view), Instruction.allOf(view.instructions()), addresses)))));
    }

    private Uni<Map<String, String>> addresses(String topicArn) {
        return configurations.list(Paging.byName("configurations", null, null), ConfigurationFilter.of(topicArn, null))
                .map(found -> found.stream().collect(Collectors.toMap(ConfigurationVersion::name,
                        one -> kinds.named(one.kind()).addressOf(one.name()))));
    }

    @POST
    @Path("/{topicArn}/check")
    public Uni<RestResponse<String>> check(@PathParam("topicArn") String topicArn) {
        return topics.check(topicArn).map(view -> Shown.goTo(ShownTopic.of(view).address() + "?done=checked"));
    }
}
