package dev.tocsin.history;

import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.tocsin.history.Destinations.DestinationPage;
import dev.tocsin.history.Destinations.OverviewCounts;
import io.smallrye.mutiny.Uni;

/** How destinations do, and everything in numbers. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Overview", description = "How destinations do, and what needs a person")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
class DestinationResource {

    private final DestinationOverview overview;
    private final OverviewSummary summary;

    DestinationResource(DestinationOverview overview, OverviewSummary summary) {
        this.overview = overview;
        this.summary = summary;
    }

    @GET
    @Path("/destinations")
    @Operation(operationId = "listDestinations", summary = "Show how each configuration's destination does", description = "What needs a person most comes first: by light, then by name. Where a light changes while you read on, a destination may be on two pages or on none.")
    @APIResponse(responseCode = "200", description = "A page of destinations", content = @Content(schema = @Schema(implementation = DestinationPage.class)))
    public Uni<DestinationPage> destinations(
            @Parameter(description = "Only those with this light", example = "TROUBLE", schema = @Schema(implementation = DestinationLight.class)) @QueryParam("light") Optional<String> light,
            @Parameter(description = "1 to 100; 100 if absent", example = "20", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100")) @QueryParam("maxResults") String maxResults,
            @Parameter(description = "From the page before") @QueryParam("nextToken") String nextToken) {
        return overview.list(light, maxResults, nextToken);
    }

    @GET
    @Path("/overview")
    @Operation(operationId = "getOverview", summary = "Count destinations, topics, notifications and dead deliveries", description = "What would take long to count is told approximately, and says so.")
    @APIResponse(responseCode = "200", description = "The numbers", content = @Content(schema = @Schema(implementation = OverviewCounts.class)))
    public Uni<OverviewCounts> overview() {
        return summary.counts();
    }
}
