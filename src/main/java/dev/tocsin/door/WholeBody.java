package dev.tocsin.door;

import java.io.ByteArrayInputStream;

import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Gives REST resources the body that the entrance has read; they would read it from the network, where nothing is left. */
public final class WholeBody {

    @ServerRequestFilter(preMatching = true)
    public void give(ContainerRequestContext request, RoutingContext context) {
        Buffer body = context.body() == null ? null : context.body().buffer();
        if (body != null) {
            request.setEntityStream(new ByteArrayInputStream(body.getBytes()));
        }
    }
}
