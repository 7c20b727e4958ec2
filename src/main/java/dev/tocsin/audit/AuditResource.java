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

import dev.tocsin.problem.Problems;
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

    private static final int MOST = 100;

    private final AuditHistory history;

    AuditResource(AuditHistory history) {
        this.history = history;
    }

    /** A page of entries, newest first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AuditPage(List<AuditEntry> entries,
            @Schema(description = "Asks for the next page; absent on the last") String nextToken) {

        /** Of one entry more than the page holds, which tells whether there is a next page. */
        static AuditPage of(List<AuditEntry> found, int size) {
            if (found.size() <= size) {
                return new AuditPage(found, null);
            }
            List<AuditEntry> entries = found.subList(0, size);
            return new AuditPage(entries, Long.toString(entries.get(size - 1).id(), Character.MAX_RADIX));
        }
    }

    @GET
    @Operation(operationId = "listAuditEntries", summary = "List who changed what, newest first", description = "Needs the role admin. Of secrets it shows only that they were set.")
    @APIResponse(responseCode = "200", description = "A page of entries", content = @Content(schema = @Schema(implementation = AuditPage.class), examples = @ExampleObject(name = "a new webhook", value = """
            {"entries": [{"id": 4711, "at": "2026-11-24T05:15:26.808Z", "who": "deploy-bot", "whoKind": "token",
              "operation": "change", "kind": "slack-channel", "name": "payments-alarms",
              "before": {"webhookUrl": "(secret)"}, "after": {"webhookUrl": "(secret, set anew)"}}]}""")))
    public Uni<AuditPage> list(
            @Parameter(description = "Only of things of this sort", example = "slack-channel") @QueryParam("kind") String kind,
            @Parameter(description = "Only of things of this name", example = "payments-alarms") @QueryParam("name") String name,
            @Parameter(description = "Only by this token or person", example = "deploy-bot") @QueryParam("who") String who,
            @Parameter(description = "1 to 100; 100 if absent", example = "20", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100")) @QueryParam("maxResults") @Min(1) @Max(MOST) Integer maxResults,
            @Parameter(description = "From the page before") @QueryParam("nextToken") String nextToken) {
        int size = maxResults == null ? MOST : maxResults;
        return history.find(new AuditHistory.Question(kind, name, who, before(nextToken), size + 1))
                .map(found -> AuditPage.of(found, size));
    }

    private static long before(String nextToken) {
        try {
            return nextToken == null ? Long.MAX_VALUE : Long.parseLong(nextToken, Character.MAX_RADIX);
        } catch (NumberFormatException e) {
            throw Problems.invalid("nextToken", "must be a nextToken of an earlier answer", nextToken);
        }
    }
}
