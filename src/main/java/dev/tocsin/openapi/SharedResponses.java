package dev.tocsin.openapi;

import java.util.Map;
import java.util.TreeMap;

import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

import io.quarkus.smallrye.openapi.OpenApiFilter;

/**
 * Adds the responses that no resource gives itself, because requests do not get as far, and puts all into the order of their
 * statuses: many a generator takes the first for what an operation answers when all is well.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class SharedResponses implements OASFilter {

    private static final String OF_THE_API = "/api/";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().forEach((address, path) -> path.getOperations().values()
                .forEach(operation -> complete(operation, address.startsWith(OF_THE_API))));
    }

    private static void complete(Operation operation, boolean isOfTheApi) {
        Map<String, APIResponse> responses = new TreeMap<>(operation.getResponses().getAPIResponses());
        if (isOfTheApi) {
            responses.computeIfAbsent("406", status -> shared("NotAcceptable"));
        }
        if (operation.getRequestBody() != null) {
            responses.computeIfAbsent("413", status -> shared("TooLarge"));
        }
        if (isOfTheApi && readsJson(operation)) {
            responses.computeIfAbsent("415", status -> shared("UnsupportedMediaType"));
        }
        APIResponses inOrder = OASFactory.createAPIResponses();
        responses.forEach(inOrder::addAPIResponse);
        operation.setResponses(inOrder);
    }

    /** What reads YAML alone takes it under any type, because clients do not agree on one. */
    private static boolean readsJson(Operation operation) {
        return operation.getRequestBody() != null
                && operation.getRequestBody().getContent().hasMediaType(MediaType.APPLICATION_JSON);
    }

    private static APIResponse shared(String name) {
        return OASFactory.createAPIResponse().ref(name);
    }
}
