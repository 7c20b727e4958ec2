package dev.tocsin.iam;

import java.util.List;
import java.util.Optional;

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

import io.smallrye.common.annotation.NonBlocking;

/** The IAM policies, for copying. */
@Path("/api/iam/policy-templates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "IAM", description = "The IAM policies that go with Tocsin")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
class PolicyTemplateResource {

    private static final String EXAMPLE = """
            {"policyTemplates": [{
              "name": "tocsin-test", "kind": "TOCSIN", "title": "Test by topic",
              "purpose": "POST /api/configurations/{configurationName}/test publishes a test message to the configuration's topics, POST /api/topics/{topicArn}/publish a message of yours to one.",
              "replace": [],
              "document": {"Version": "2012-10-17", "Statement": [{
                "Sid": "PublishTests", "Effect": "Allow", "Action": "sns:Publish",
                "Resource": "arn:aws:sns:eu-central-1:123456789012:alarms"}]}}]}""";

    private final Policies policies;

    PolicyTemplateResource(Policies policies) {
        this.policies = policies;
    }

    /** All of them; they are few. */
    @Schema(name = "PolicyTemplateList")
    record PolicyTemplates(@Schema(required = true) List<PolicyTemplate> policyTemplates) {
    }

    @GET
    @NonBlocking
    @Operation(operationId = "listPolicyTemplates", summary = "List IAM policies for Tocsin, its topics and its channels", description = "AWS Chatbot's three policy templates, what Tocsin's own role may do (least privilege, one "
            + "template for each feature), trust policies, and statements for the policies of topics and keys. They are filled "
            + "in from the parameters and from the settings; replace names what is left to fill in. The same policies are "
            + "ready for CloudFormation and Terraform in docs/iam of the project.")
    @APIResponse(responseCode = "200", description = "All templates", content = @Content(schema = @Schema(implementation = PolicyTemplates.class), examples = @ExampleObject(name = "for one topic", summary = "One of the templates, for one topic", value = EXAMPLE)))
    public PolicyTemplates list(
            @Parameter(description = "The partition of AWS; that of topicArn if there is one, else aws", example = "aws-us-gov", schema = @Schema(type = SchemaType.STRING, enumeration = {
                    "aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f",
                    "aws-eusc" }, defaultValue = "aws")) @QueryParam("partition") Optional<String> partition,
            @Parameter(description = "The topics' account, 12 digits; that of topicArn if there is one, else a word to replace", example = "123456789012", schema = @Schema(type = SchemaType.STRING, pattern = "^[0-9]{12}$")) @QueryParam("accountId") Optional<String> accountId,
            @Parameter(description = "One topic; all topics of the account if absent", example = "arn:aws:sns:eu-central-1:123456789012:alarms") @QueryParam("topicArn") Optional<String> topicArn) {
        return new PolicyTemplates(policies.all(Scope.of(partition, accountId, topicArn)));
    }
}
