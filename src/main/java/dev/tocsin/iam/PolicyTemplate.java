package dev.tocsin.iam;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A template as answers show it, filled in as far as its values are known. */
@Schema(name = "PolicyTemplate")
public record PolicyTemplate(
        @Schema(examples = "tocsin-test", required = true) String name,
        @Schema(description = "TOCSIN: for the role that Tocsin runs as, or that it assumes in a topic's account. TRUST: a "
                + "role's trust policy. TOPIC: statements for a topic's access policy. KEY: statements for a KMS key's policy. "
                + "CHANNEL_ROLE: for the role that a configuration names as iamRoleArn, as in AWS Chatbot", required = true) KnownTemplate.Kind kind,
        @Schema(examples = "Test by topic", required = true) String title,
        @Schema(description = "What it is for, and when it is needed", required = true) String purpose,
        @Schema(description = "Words in the document that are still to be replaced; empty if it can be used as it is", required = true) List<String> replace,
        @Schema(type = SchemaType.OBJECT, description = "The IAM policy document", required = true) ObjectNode document) {
}
