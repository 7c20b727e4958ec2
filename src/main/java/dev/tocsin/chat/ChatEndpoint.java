package dev.tocsin.chat;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;

/** Any chat's endpoint: JSON in, and whatever it answers out, whatever the status. */
@RegisterRestClient(configKey = "chat")
interface ChatEndpoint {

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Response> post(@Url String url, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, String json);
}
