package dev.tocsin.declaration;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.tocsin.configuration.declared.DeclaredChange;
import dev.tocsin.declaration.DeclarationStatus.State;
import dev.tocsin.problem.Problems;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

@Path("/api/declaration")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Declaration", description = "The file that declares workspaces and configurations")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
class DeclarationResource {

    static final String YAML = "application/yaml";

    private final ConfigurationsFile file;
    private final DryRun dryRun;

    DeclarationResource(ConfigurationsFile file, DryRun dryRun) {
        this.file = file;
        this.dryRun = dryRun;
    }

    @GET
    @NonBlocking
    @Operation(operationId = "getDeclaration", summary = "Show whether the configurations file is applied, and what is wrong with it", description = "tocsin.configurations-file names the file. The answer is that of one replica; each looks for itself.")
    @APIResponse(responseCode = "200", description = "How it stands", content = @Content(schema = @Schema(implementation = DeclarationStatus.class), examples = @ExampleObject(name = "failed", value = """
            {"state": "FAILED", "file": "/etc/tocsin/configurations.yaml", "appliedAt": "2026-11-25T05:15:26.808Z", "changes": [],
             "errors": [{"field": "slackChannels[2].snsTopicArns[0]", "message": "must be the ARN of an SNS topic, for instance arn:aws:sns:eu-central-1:123456789012:alarms", "rejectedValue": "alarms"}]}""")))
    public DeclarationStatus get() {
        return file.status();
    }

    /** What would be changed. */
    @Schema(name = "DeclarationPlan")
    record Plan(@Schema(description = "Empty if everything is so already", required = true) List<DeclaredChange> changes,
            @Schema(required = true, description = "The secrets that the file refers to, first those that are still to be supplied; at most 500 of each state") List<NeededSecret> secrets,
            @Schema(required = true, description = "Which references were not looked at, if any: the first 100, and how many more there are") List<String> notes) {
    }

    @POST
    @Path("/dry-run")
    @Consumes({ YAML, MediaType.WILDCARD })
    @Operation(operationId = "planDeclaration", summary = "Say what applying a file would change", description = "Nothing is changed. The answer is what would happen, or what is wrong: the first 100 errors "
            + "and how many more there are. Without a body it is the mounted file. A given file has at most 1,000 workspaces and configurations. "
            + "Secrets need not be there yet: secrets says of each whether it is, on the replica that answers, and never what it is. One that is not there counts as right and the same as the stored. Of a given file only those references are looked "
            + "at that the mounted file makes too, that name files in the mounted file's folder, or variables whose names begin with TOCSIN_SECRET_, as an export has them; "
            + "all others count as supplied, whether or not they are, and notes names them. Few dry runs are worked on at a time: one "
            + "more is answered 503 with Retry-After.")
    @APIResponse(responseCode = "200", description = "What would be changed", content = @Content(schema = @Schema(implementation = Plan.class), examples = @ExampleObject(name = "plan", value = """
            {"changes": [{"action": "CREATE", "kind": "slack-channel", "name": "payments-alarms", "members": []},
                         {"action": "CHANGE", "kind": "chime-webhook", "name": "payments-room", "members": ["snsTopicArns"]}],
             "secrets": [{"field": "chimeWebhooks[0].webhookUrl", "kind": "env", "name": "PAYMENTS_ROOM_WEBHOOK_URL", "state": "TO_SUPPLY",
                          "reason": "refers to the environment variable PAYMENTS_ROOM_WEBHOOK_URL, which is not set"},
                         {"field": "slackChannels[0].webhookUrl", "kind": "file", "name": "payments-alarms", "state": "SUPPLIED"}],
             "notes": []}""")))
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Uni<Plan> plan(
            @RequestBody(description = "The file", content = @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING), examples = @ExampleObject(name = "file", value = """
                    slackChannels:
                      - configurationName: payments-alarms
                        webhookUrl: {env: PAYMENTS_ALARMS_WEBHOOK_URL}
                        snsTopicArns: ["arn:aws:sns:eu-central-1:123456789012:alarms"]
                    """))) byte[] text) {
        boolean isGiven = text != null && text.length > 0;
        if (!isGiven && file.status().state() == State.NONE) {
            throw Problems.invalid("body", "is required: tocsin.configurations-file is not set, so there is no other file",
                    null);
        }
        return dryRun.plan(isGiven ? Optional.of(text) : Optional.empty())
                .map(plan -> new Plan(plan.changes(), plan.secrets(), plan.notes()));
    }
}
