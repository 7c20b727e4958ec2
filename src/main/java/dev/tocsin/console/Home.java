package dev.tocsin.console;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.access.ConsoleConfig;

/** Who asks for nothing in particular is a person, and wants the console; where it is off there is nothing. */
@Path("/")
class Home {

    private final ConsoleConfig config;

    Home(ConsoleConfig config) {
        this.config = config;
    }

    @GET
    public RestResponse<Void> home() {
        if (!config.enabled()) {
            throw new NotFoundException();
        }
        return RestResponse.ResponseBuilder.<Void> create(RestResponse.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, "/console").build();
    }
}
