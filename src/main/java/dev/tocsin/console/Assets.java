package dev.tocsin.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.RestResponse;

import io.quarkiverse.web.bundler.runtime.Bundle;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;

/**
 * The style sheet and the scripts as the build has bundled them. Quarkus would serve them by way of Vert.x, which copies what
 * is on the class path into a folder, and Tocsin has none to write to.
 */
@Path("/console/assets")
class Assets {

    private static final String FOLDER = "META-INF/resources/console/assets/";
    private static final Map<String, String> TYPES = Map.of("js", "text/javascript;charset=utf-8", "css",
            "text/css;charset=utf-8");

    private final Bundle bundle;
    /** As many as the build has made. */
    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    Assets(Bundle bundle) {
        this.bundle = bundle;
    }

    /** The name changes with the content, so a browser may keep it. */
    @GET
    @Path("/{name}")
    @Blocking
    public RestResponse<byte[]> asset(@PathParam("name") String name, RoutingContext request) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !isBundled(name)) {
            throw new NotFoundException();
        }
        // In place of the no-store that all answers begin with
        request.response().putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
        return RestResponse.ResponseBuilder.ok(read.computeIfAbsent(name, Assets::bytes))
                .header(HttpHeaders.CONTENT_TYPE, type).build();
    }

    private boolean isBundled(String name) {
        return bundle.mapping().names().stream().anyMatch(known -> bundle.resolve(known).endsWith("/" + name));
    }

    private static byte[] bytes(String name) {
        try (InputStream stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new NotFoundException();
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the bundle cannot be read: " + name, e);
        }
    }
}
