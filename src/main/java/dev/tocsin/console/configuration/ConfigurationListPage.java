package dev.tocsin.console.configuration;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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
import dev.tocsin.console.Light;
import dev.tocsin.console.Shown;
import dev.tocsin.console.StateLights;
import dev.tocsin.console.Table;
import dev.tocsin.console.Table.Column;
import dev.tocsin.database.Keys;
import dev.tocsin.database.Paging;
import dev.tocsin.history.DestinationOverview;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** The configurations of all kinds. */
@Path("/console/configurations")
@Produces(MediaType.TEXT_HTML)
class ConfigurationListPage {

    private static final String ADDRESS = "/console/configurations";
    private static final Keys<String> NAMES = Keys.names("configurations");
    private static final int PAGE = 50;
    private static final int IN_A_FILE = Table.MOST + 1;

    private static final List<Column<ShownConfiguration>> COLUMNS = List.of(
            new Column<>("configurationName", ShownConfiguration::name),
            new Column<>("kind", one -> one.kind().name()),
            new Column<>("place", ShownConfiguration::place),
            new Column<>("workspace", one -> one.workspace().isEmpty() ? null : one.workspace()),
            new Column<>("snsTopicArns", one -> one.members().list("snsTopicArns")),
            new Column<>("state", one -> one.members().text("state")),
            new Column<>("stateReason", one -> orNull(one.members().text("stateReason"))),
            new Column<>("stateSince", one -> one.members().text("stateSince")),
            new Column<>("managedBy", one -> orNull(one.members().text("managedBy"))),
            new Column<>("createdAt", one -> one.members().text("createdAt")),
            new Column<>("updatedAt", one -> one.members().text("updatedAt")));

    private final Frames frames;
    private final KindsOnPages kinds;
    private final ConfigurationDesk configurations;
    private final ConfigurationViews views;
    private final DestinationOverview destinations;

    ConfigurationListPage(Frames frames, KindsOnPages kinds, ConfigurationDesk configurations, ConfigurationViews views,
            DestinationOverview destinations) {
        this.frames = frames;
        this.kinds = kinds;
        this.configurations = configurations;
        this.views = views;
        this.destinations = destinations;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ConfigurationList(Frame frame, List<KindOnPages> kinds, List<ShownConfiguration> shown,
            Map<String, Light> lights, Wanted wanted, String next)
            implements
                TemplateInstance {
    }

    /** What the list is to hold; empty for all. */
    public record Wanted(String state, String topicArn, String name) {

        static Wanted of(String state, String topicArn, String name) {
            return new Wanted(given(state), given(topicArn), given(name));
        }

        public boolean isAll() {
            return state.isEmpty() && topicArn.isEmpty() && name.isEmpty();
        }

        ConfigurationFilter filter() {
            return ConfigurationFilter.of(orNull(topicArn), orNull(state)).named(orNull(name));
        }

        /** The address of this list, or of one that goes on from here. */
        public String address(String parameter, String value) {
            return Stream.of(List.of("state", state), List.of("topicArn", topicArn), List.of("nameContains", name),
                    List.of(parameter, value)).filter(pair -> !pair.get(1).isEmpty())
                    .map(pair -> pair.get(0) + "=" + ConsoleLinks.encode(pair.get(1)))
                    .collect(Collectors.joining("&", ADDRESS + "?", ""));
        }

        private static String given(String text) {
            return text == null ? "" : text.strip();
        }
    }

    @GET
    public Uni<RestResponse<String>> list(@QueryParam("state") String state, @QueryParam("topicArn") String topicArn,
            @QueryParam("nameContains") String name, @QueryParam("nextToken") String nextToken, @QueryParam("as") String as,
            UriInfo uri) {
        Wanted wanted = Wanted.of(state, topicArn, name);
        return as == null ? page(wanted, Paging.of(NAMES, PAGE, PAGE, nextToken), uri) : file(wanted, as);
    }

    private Uni<RestResponse<String>> page(Wanted wanted, Paging<String> paging, UriInfo uri) {
        return frames.around(uri).chain(frame -> configurations.list(paging, wanted.filter()).chain(found -> {
            String next = paging.nextToken(found, ConfigurationVersion::name);
            return views.shown(paging.page(found)).chain(shown -> lights().chain(lights -> Shown.page(
                    new ConfigurationList(frame, kinds.all(), shown, lights, wanted, next == null ? "" : next))));
        }));
    }

    private Uni<Map<String, Light>> lights() {
        return destinations.lightOfEach().map(found -> found.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> StateLights.ofDestination(one.getValue()))));
    }

    private Uni<RestResponse<String>> file(Wanted wanted, String as) {
        Paging<String> all = new Paging<>(NAMES, NAMES.beforeAll(), IN_A_FILE);
        return configurations.list(all, wanted.filter()).chain(found -> views.shown(all.page(found)))
                .map(shown -> Shown.file(new Table<>("configurations", COLUMNS, shown), as));
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
