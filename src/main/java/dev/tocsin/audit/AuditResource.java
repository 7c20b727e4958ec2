package dev.tocsin.audit;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.database.Keys;
import dev.tocsin.database.Paging;
import io.smallrye.mutiny.Uni;

/** Who changed what; for administrators. */
@Path("/api/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit", description = "Who changed what")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
public class AuditResource {

    private final AuditHistory history;

    AuditResource(AuditHistory history) {
        this.history = history;
    }

    /** A page of entries, newest first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AuditPage(@Schema(required = true) List<AuditEntry> entries,
            @Schema(description = "Asks for the next page; absent on the last") String nextToken) {
    }

    @GET
    @Operation(operationId = "listAuditEntries", summary = "List who changed what, newest first", description = "Needs the role admin. Of secrets it shows only that they were set.")
    @APIResponse(responseCode = "200", description = "A page of entries", content = @Content(schema = @Schema(implementation = AuditPage.class), examples = @ExampleObject(name = "a new webhook", value = """
            {"entries": [{"id": 4711, "at": "2026-11-24T05:15:26.808Z", "who": "deploy-bot", "whoKind": "token",
              "operation": "change", "kind": "slack-channel", "name": "payments-alarms",
              "before": {"webhookUrl": "(secret)"}, "after": {"webhookUrl": "(secret, set anew)"}}]}""")))
    public Uni<AuditPage> list(
            @Parameter(description = "Only of things of this kind; one that there is none of is answered 400 with those that there are", example = "slack-channel") @QueryParam("kind") String kind,
            @Parameter(description = "Only of things of this name", example = "payments-alarms") @QueryParam("name") String name,
            @Parameter(description = "Only by this token or person", example = "deploy-bot") @QueryParam("who") String who,
            @Parameter(description = "1 to 100; 100 if absent", example = "20", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100")) @QueryParam("maxResults") @Min(1) @Max(Paging.MOST) Integer maxResults,
            @Parameter(description = "From the page before") @QueryParam("nextToken") String nextToken) {
        Paging<Long> paging = Paging.of(Keys.ids("audit"), maxResults, Paging.MOST, nextToken);
        return history.find(new AuditHistory.Question(kind, name, who), paging)
                .map(found -> new AuditPage(paging.page(found), paging.nextToken(found, AuditEntry::id)));
    }
}
