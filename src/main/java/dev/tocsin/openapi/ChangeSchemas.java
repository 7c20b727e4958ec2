package dev.tocsin.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;

import io.quarkus.smallrye.openapi.OpenApiFilter;

/**
 * Gives each change a schema of its own, {@code XChange} beside {@code XRequest}: a creation has members that are required, and
 * a change has none. Nor has it defaults, which generated clients send along, so that a change would reset what nobody named.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ChangeSchemas implements OASFilter {

    private static final String JSON = "application/json";
    private static final String OF_REQUESTS = "Request";
    private static final String OF_CHANGES = "Change";
    private static final String WHAT_A_CHANGE_IS = "The members to change. What is absent stays as it is; null takes a member back "
            + "to its default, if it is not required.";
    private static final String COMPONENTS = "#/components/schemas/";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        for (PathItem path : document.getPaths().getPathItems().values()) {
            schemaOf(path.getPATCH()).ifPresent(schema -> refer(schema, document.getComponents()));
        }
    }

    private static Optional<Schema> schemaOf(Operation change) {
        return Optional.ofNullable(change).map(Operation::getRequestBody).map(RequestBody::getContent)
                .map(Content::getMediaTypes).map(types -> types.get(JSON))
                .map(MediaType::getSchema)
                .filter(schema -> schema.getRef() != null && schema.getRef().endsWith(OF_REQUESTS));
    }

    private static void refer(Schema reference, Components components) {
        String request = reference.getRef().substring(COMPONENTS.length());
        String change = request.substring(0, request.length() - OF_REQUESTS.length()) + OF_CHANGES;
        if (!components.getSchemas().containsKey(change)) {
            components.addSchema(change, change(components.getSchemas().get(request)));
        }
        reference.setRef(COMPONENTS + change);
    }

    private static Schema change(Schema request) {
        Schema change = copy(request);
        change.setRequired(null);
        change.setDescription(WHAT_A_CHANGE_IS);
        Map<String, Schema> members = new LinkedHashMap<>();
        request.getProperties().forEach((name, member) -> members.put(name, withoutDefault(member)));
        change.setProperties(members);
        return change;
    }

    /** The items of a list are as they are at creation, since a list is replaced as a whole. */
    private static Schema withoutDefault(Schema member) {
        Schema copy = copy(member);
        copy.setDefaultValue(null);
        Optional.ofNullable(member.getAllOf()).ifPresent(parts -> copy.setAllOf(withoutDefaults(parts)));
        Optional.ofNullable(member.getAnyOf()).ifPresent(parts -> copy.setAnyOf(withoutDefaults(parts)));
        Optional.ofNullable(member.getOneOf()).ifPresent(parts -> copy.setOneOf(withoutDefaults(parts)));
        return copy;
    }

    private static List<Schema> withoutDefaults(List<Schema> parts) {
        return parts.stream().map(ChangeSchemas::withoutDefault).toList();
    }

    private static Schema copy(Schema schema) {
        Schema copy = OASFactory.createSchema();
        schema.getAll().forEach(copy::set);
        return copy;
    }
}
