package dev.tocsin.console;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;

import io.smallrye.mutiny.Uni;

/** Puts the frame around the pages of whoever is asking. */
@Singleton
public final class Frames {

    public Uni<Frame> around(UriInfo uri) {
        String query = uri.getRequestUri().getRawQuery();
        return Uni.createFrom().item(new Frame("developer", "admin", true, "x", uri.getRequestUri().getRawPath(),
                query == null ? "" : "?" + query, (m, p) -> true));
    }
}
