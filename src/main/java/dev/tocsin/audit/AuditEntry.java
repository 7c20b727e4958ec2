package dev.tocsin.audit;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

/** One change as answers show it. */
@Schema(name = "AuditEntry")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
        @Schema(required = true, examples = "4711") long id,
        @Schema(required = true) Instant at,
        @Schema(required = true, examples = "deploy-bot", description = "Name of the token or the person; with whoKind in brackets where it is one of Tocsin's own names, for instance admin (person)") String who,
        @Schema(required = true, examples = "token", enumeration = {
                "token", "bootstrap-token", "person", "developer", "slack",
                "system" }, description = "How it was known who that is") String whoKind,
        @Schema(required = true, examples = "change", description = "create, change, delete, or another verb such as redeliver") String operation,
        @Schema(required = true, examples = "slack-channel", description = "What sort of thing, for instance slack-channel, chime-webhook, slack-workspace, api-token, delivery, posting") String kind,
        @Schema(required = true, examples = "payments-alarms", description = "Which one") String name,
        @Schema(type = SchemaType.OBJECT, examples = "{\"webhookUrl\": \"(secret)\"}", description = "The members that differ as they were, all of them at a deletion; absent if there was nothing") JsonNode before,
        @Schema(type = SchemaType.OBJECT, examples = "{\"webhookUrl\": \"(secret, set anew)\"}", description = "The members that differ as they are now, all of them at a creation; absent if there is nothing") JsonNode after){
}
