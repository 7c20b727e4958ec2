package dev.tocsin.history;

import java.util.Optional;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.tocsin.database.Paging;
import dev.tocsin.history.Histories.Page;
import dev.tocsin.history.HistoryQuestions.PostingQuery;
import dev.tocsin.history.Postings.MatterPhase;
import dev.tocsin.history.Postings.PostingView;
import io.smallrye.mutiny.Uni;

/** Messages that stand for matters, and how these stand. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Matters")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
class PostingResource {

    private final HistoryQuestions history;

    PostingResource(HistoryQuestions history) {
        this.history = history;
    }

    @GET
    @Path("/postings")
    @Operation(operationId = "listPostings", summary = "List messages that stand for a matter, newest first", description = "A matter is what goes on: an alarm, a pipeline's execution, a finding. What is open is asked for by phase=OPEN, what nobody has taken by acknowledged=false beside it; both leave out messages of which a newer one stands for the matter, and those of deleted configurations.")
    @APIResponse(responseCode = "200", description = "A page of messages")
    public Uni<Page<PostingView>> postings(
            @Parameter(description = "Only those of this configuration", example = "payments-alarms") @QueryParam("configurationName") Optional<String> configurationName,
            @Parameter(description = "Only those whose matter stands so", example = "OPEN", schema = @Schema(implementation = MatterPhase.class)) @QueryParam("phase") String phase,
            @Parameter(description = "Only those that somebody has acknowledged, or that nobody has", example = "false", schema = @Schema(type = SchemaType.BOOLEAN)) @QueryParam("acknowledged") String acknowledged,
            @Parameter(description = "1 to 100; 20 if absent", example = "20") @QueryParam("maxResults") @Min(1) @Max(Paging.MOST) Integer maxResults,
            @QueryParam("nextToken") String nextToken) {
        return history.postings(new PostingQuery(configurationName, phase, acknowledged, maxResults, nextToken));
    }

    @GET
    @Path("/postings/{id}")
    @Operation(operationId = "getPosting", summary = "Tell what became of a message and of its matter", description = "With the deliveries that it and its thread show, and all that happened: changes, its chart or why there is none, who acknowledged it, reminders.")
    @APIResponse(responseCode = "200", description = "The message")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<PostingView> posting(
            @Parameter(description = "The message's id, as deliveries tell it", example = "0b8c1f0e-1f6b-4f0e-8a53-6f5f3b1c2d3e", schema = @Schema(implementation = UUID.class)) @PathParam("id") String id) {
        return history.posting(id);
    }
}
