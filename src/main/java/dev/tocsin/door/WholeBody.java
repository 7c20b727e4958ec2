package dev.tocsin.door;

import java.io.ByteArrayInputStream;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import dev.tocsin.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Gives REST resources their bodies, which they would otherwise read from the network without our limits. */
public final class WholeBody {

    private final Bodies bodies;

    WholeBody(Bodies bodies) {
        this.bodies = bodies;
    }

    @ServerRequestFilter(preMatching = true)
    public Uni<Response> give(ContainerRequestContext request, RoutingContext context) {
        if (!RequestForm.hasBody(context.request())) {
            return Uni.createFrom().nullItem();
        }
        return Uni.createFrom().emitter(emitter -> bodies.read(context, body -> {
            request.setEntityStream(new ByteArrayInputStream(body.getBytes()));
            emitter.complete(null);
        }, problem -> emitter.complete(answer(context, problem))));
    }

    private static Response answer(RoutingContext context, Problem problem) {
        Farewell.prepare(context, problem.status());
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.toJson()).build();
    }
}
