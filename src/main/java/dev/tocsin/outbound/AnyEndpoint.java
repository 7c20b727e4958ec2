package dev.tocsin.outbound;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;

/** Any endpoint that takes posts: JSON, a form or bytes in, and whatever it answers out, whatever the status. */
@RegisterRestClient(configKey = "outbound")
@RegisterProvider(GivenText.class)
interface AnyEndpoint {

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Response> json(@Url String url, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, String json);

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Uni<Response> form(@Url String url, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, String form);

    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    Uni<Response> bytes(@Url String url, byte[] bytes);
}
