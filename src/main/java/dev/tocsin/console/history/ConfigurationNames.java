package dev.tocsin.console.history;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.configuration.ConfigurationDesk;
import dev.tocsin.configuration.ConfigurationFilter;
import dev.tocsin.configuration.ConfigurationVersion;
import dev.tocsin.console.Shown;
import dev.tocsin.database.Keys;
import dev.tocsin.database.Paging;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** What can be chosen where a message is sent to another configuration: asked for when somebody is about to choose. */
@Path("/console/configuration-names")
class ConfigurationNames {

    private static final Keys<String> NAMES = Keys.names("configurations");
    private static final int OFFERED = 1_000;

    private final ConfigurationDesk configurations;

    ConfigurationNames(ConfigurationDesk configurations) {
        this.configurations = configurations;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record NameOptions(List<String> names) implements TemplateInstance {
    }

    @GET
    public Uni<RestResponse<String>> names() {
        Paging<String> all = new Paging<>(NAMES, NAMES.beforeAll(), OFFERED);
        return configurations.list(all, ConfigurationFilter.of(null, null)).chain(found -> Shown.page(
                new NameOptions(all.page(found).stream().map(ConfigurationVersion::name).toList())));
    }
}
