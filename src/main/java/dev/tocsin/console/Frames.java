package dev.tocsin.console;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;

import dev.tocsin.access.FormTokens;
import dev.tocsin.access.Role;
import dev.tocsin.access.Visitor;
import dev.tocsin.access.Visitors;
import io.smallrye.mutiny.Uni;

/** Puts the frame around the pages of whoever is asking. */
@Singleton
public final class Frames {

    /** Who is let in on the developer's own machine has no session that could end. */
    private static final String WITHOUT_SESSION = "developer";

    private final Visitors visitors;
    private final FormTokens forms;

    Frames(Visitors visitors, FormTokens forms) {
        this.visitors = visitors;
        this.forms = forms;
    }

    public Uni<Frame> around(UriInfo uri) {
        return visitors.asking().map(visitor -> frame(visitor, uri));
    }

    private Frame frame(Visitor visitor, UriInfo uri) {
        String query = uri.getRequestUri().getRawQuery();
        return new Frame(visitor.name(), visitor.role().map(Role::toString).orElse("no role"),
                !visitor.isNobody() && !visitor.kind().equals(WITHOUT_SESSION), forms.issue(visitor),
                uri.getRequestUri().getRawPath(), query == null ? "" : "?" + query, visitor::may);
    }
}
