package dev.tocsin.command.settings;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Somebody in Slack and the role of their own that they have for a configuration, as answers show it. */
@Schema(description = "The role that somebody in Slack has, or has asked for, for commands of one configuration")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandPerson(
        @Schema(required = true, examples = "17") String id,
        @Schema(required = true, examples = "payments-alarms") String configurationName,
        @Schema(required = true, examples = "T0123456789", description = "The workspace, or the organisation where all of it has the app") String slackTeamId,
        @Schema(required = true, examples = "U0123456789") String slackUserId,
        @Schema(required = true, examples = "ada", description = "What they were called when the role was asked for; they choose it themselves") String slackUserName,
        @Schema(examples = "arn:aws:iam::123456789012:role/people/ada", description = "As which their commands are carried out; absent if there is none yet") String roleArn,
        @Schema(examples = "admin (bootstrap-token)", description = "Who said so") String grantedBy, Instant grantedAt,
        @Schema(examples = "arn:aws:iam::123456789012:role/people/ada", description = "What they have asked for, which holds once an administrator approves it; absent otherwise") String askedRoleArn,
        @Schema(examples = "ada@example.com (person)", description = "Who had logged in when it was asked for") String askedBy,
        Instant askedAt) {

    /** As the audit names them. */
    String auditName() {
        return configurationName + "/" + slackUserId;
    }
}
