package dev.tocsin.configuration;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jboss.resteasy.reactive.RestResponse;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Problems;

/** What the resources of this room have in common. */
public final class Answers {

    private Answers() {
    }

    public static <T> RestResponse<T> shown(T view, String etag) {
        return RestResponse.ResponseBuilder.ok(view).header("ETag", etag).build();
    }

    public static <T> RestResponse<T> created(String path, T view, String etag) {
        return RestResponse.ResponseBuilder.<T> create(RestResponse.Status.CREATED).entity(view)
                .header("ETag", etag).location(URI.create(path)).build();
    }

    public static <T> T given(T body) {
        if (body == null) {
            throw Problems.invalid(List.of(Invalid.of("body", "is required: a JSON object")));
        }
        return body;
    }

    public static Predicate<String> named(ObjectNode body) {
        Set<String> names = new HashSet<>();
        body.fieldNames().forEachRemaining(names::add);
        return names::contains;
    }
}
