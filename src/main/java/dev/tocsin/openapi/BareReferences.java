package dev.tocsin.openapi;

import java.util.List;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

import io.quarkus.smallrye.openapi.OpenApiFilter;

/**
 * Leaves no reference with anything beside it. OpenAPI 3.1 allows that, but generators of clients for years were told to
 * overlook what stands beside a reference, and some overlook the reference instead.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class BareReferences implements OASFilter {

    private static final String COMPONENTS = "#/components/responses/";

    @Override
    public Schema filterSchema(Schema schema) {
        if (schema.getRef() == null) {
            return schema;
        }
        // The schema that it refers to says it.
        schema.setType(null);
        if (schema.getAll().size() > 1) {
            schema.setAllOf(List.of(OASFactory.createSchema().ref(schema.getRef())));
            schema.setRef(null);
        }
        return schema;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        for (PathItem path : document.getPaths().getPathItems().values()) {
            for (Operation operation : path.getOperations().values()) {
                operation.getResponses().getAPIResponses().values()
                        .forEach(response -> spellOut(response, document.getComponents()));
            }
        }
    }

    /** A shared response with words of its own becomes one that is not shared. */
    private static void spellOut(APIResponse response, Components components) {
        if (response.getRef() == null || response.getDescription() == null) {
            return;
        }
        APIResponse shared = components.getResponses().get(response.getRef().substring(COMPONENTS.length()));
        response.setRef(null);
        response.setContent(shared.getContent());
        response.setHeaders(shared.getHeaders());
    }
}
