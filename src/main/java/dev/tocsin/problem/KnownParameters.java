package dev.tocsin.problem;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that an operation of the API does not know. A mistyped filter that is overlooked answers with
 * everything, which looks like the answer to what was asked.
 */
public final class KnownParameters {

    private static final String OF_THE_API = "/api/";

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    /**
     * Quarkus sees the call of getResourceMethod here, and keeps all resource methods for reflection in a native executable.
     */
    @ServerRequestFilter
    public void check(ResourceInfo resource, UriInfo uri) {
        Set<String> given = uri.getQueryParameters().keySet();
        if (given.isEmpty() || !uri.getPath().startsWith(OF_THE_API)) {
            return;
        }
        Method operation = resource.getResourceMethod();
        Set<String> names = known.computeIfAbsent(operation, KnownParameters::names);
        List<Invalid> unknown = given.stream().filter(name -> !names.contains(name)).map(name -> invalid(name, names)).toList();
        if (!unknown.isEmpty()) {
            throw Problems.invalid(unknown);
        }
    }

    /** The value is not repeated: it may be a secret in the wrong place. */
    private static Invalid invalid(String name, Set<String> names) {
        return Invalid.of(name,
                "unknown query parameter; there " + (names.isEmpty() ? "is none" : "are " + String.join(", ", names)));
    }

    private static Set<String> names(Method operation) {
        Set<String> names = new TreeSet<>();
        for (Annotation[] parameter : operation.getParameterAnnotations()) {
            Arrays.stream(parameter).filter(QueryParam.class::isInstance).map(QueryParam.class::cast).map(QueryParam::value)
                    .forEach(names::add);
        }
        return names;
    }
}
