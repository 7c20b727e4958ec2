package dev.tocsin.console.configuration;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.configuration.ConfigurationDesk;
import dev.tocsin.configuration.ConfigurationVersion;
import dev.tocsin.console.Shown;
import io.smallrye.mutiny.Uni;

/** What is done with configurations of all kinds alike. */
@Path("/console/configurations/{name}")
@Produces(MediaType.TEXT_HTML)
class ConfigurationActions {

    private final ConfigurationDesk configurations;
    private final KindsOnPages kinds;

    ConfigurationActions(ConfigurationDesk configurations, KindsOnPages kinds) {
        this.configurations = configurations;
        this.kinds = kinds;
    }

    @POST
    @Path("/disable")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> disable(@PathParam("name") String name, MultivaluedMap<String, String> form) {
        String reason = form.getFirst("reason");
        return configurations.disable(name, reason == null || reason.isBlank() ? null : reason.strip())
                .map(now -> page(now, "disabled"));
    }

    @POST
    @Path("/enable")
    public Uni<RestResponse<String>> enable(@PathParam("name") String name) {
        return configurations.enable(name).map(now -> page(now, "enabled"));
    }

    private RestResponse<String> page(ConfigurationVersion configuration, String done) {
        return Shown.goTo(kinds.named(configuration.kind()).addressOf(configuration.name()) + "?done=" + done);
    }
}
