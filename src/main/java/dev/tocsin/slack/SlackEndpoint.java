package dev.tocsin.slack;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;

/** Any method of the Web API: a form in, as all of them take it, and whatever it answers out. */
@RegisterRestClient(configKey = "slack")
interface SlackEndpoint {

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Uni<Response> post(@Url String url, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, String form);
}
