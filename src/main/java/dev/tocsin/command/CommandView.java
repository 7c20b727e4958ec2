package dev.tocsin.command;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.database.Rows;
import io.vertx.mutiny.sqlclient.Row;

/** A command as answers show it. */
@Schema(name = "Command")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandView(
        @Schema(required = true) UUID id,
        @Schema(required = true, description = "How it came") CommandSource source,
        @Schema(description = "The command whose answer it goes on with; absent otherwise") UUID parentId,
        @Schema(required = true, examples = "T0123456789") String slackTeamId,
        @Schema(required = true, examples = "C0123456789") String slackChannelId,
        @Schema(required = true, examples = "U0123456789") String slackUserId,
        @Schema(required = true, examples = "jane", description = "What they are called in Slack, as they wish; their id where that is not known") String slackUserName,
        @Schema(required = true, examples = "cloudwatch describe-alarms --state-value ALARM", description = "What was typed, without what looks like a secret") String text,
        @Schema(required = true, description = "How it stands") CommandState state,
        @Schema(examples = "RUN", description = "What it waits for, or waited for at last: RUN, ACCOUNT or MISSING; absent otherwise") String question,
        @Schema(description = "Until when that can be answered; absent otherwise") Instant expiresAt,
        @Schema(description = "Why it was refused, or broke off; absent otherwise") String reason,
        @Schema(examples = "payments-alarms", description = "The configuration for which it was carried out") String configurationName,
        @Schema(examples = "123456789012") String account,
        @Schema(examples = "eu-central-1") String region,
        @Schema(examples = "cloudwatch") String service,
        @Schema(examples = "DescribeAlarms") String operation,
        @Schema(examples = "cloudwatch describe-alarms --state-value ALARM", description = "With all names in full, without what looks like a secret") String normalized,
        @Schema(description = "Whether it may change something") Boolean changes,
        @Schema(examples = "arn:aws:iam::123456789012:role/tocsin-commands") String roleArn,
        @Schema(examples = "chatbot-session-U0123456789", description = "The session by which CloudTrail names the person") String sessionName,
        @Schema(examples = "U0123456789", description = "Who answered what was asked; absent otherwise") String decidedBy,
        @Schema(examples = "ok", description = "ok, or the code of AWS or of Tocsin; absent if nothing was asked") String result,
        @Schema(examples = "312", description = "How long AWS took, in milliseconds") Integer tookMs,
        @Schema(examples = "not_in_channel", description = "Why nobody was told what came of it; absent otherwise") String unansweredBecause,
        @Schema(required = true) Instant receivedAt,
        @Schema(description = "When it was over; absent until then") Instant endedAt) {

    static final String COLUMNS = """
            id, source, parent_id, slack_team_id, slack_channel_id, slack_user_id, slack_user_name, shown, state, question,
            expires_at, reason, configuration_name, account, region, service, operation, shown_normalized, changes, role_arn,
            session_name, decided_by, result_code, took_ms, unanswered_because, received_at, ended_at""";

    static CommandView read(Row row) {
        return new CommandView(row.getUUID("id"), Rows.word(row, "source", CommandSource.class), row.getUUID("parent_id"),
                row.getString("slack_team_id"), row.getString("slack_channel_id"), row.getString("slack_user_id"),
                row.getString("slack_user_name"), row.getString("shown"),
                Rows.word(row, "state", CommandState.class), row.getString("question"), Rows.instant(row, "expires_at"),
                Optional.ofNullable(row.getString("reason")).map(ShownText::of).orElse(null),
                row.getString("configuration_name"), row.getString("account"),
                row.getString("region"), row.getString("service"), row.getString("operation"),
                row.getString("shown_normalized"), row.getBoolean("changes"),
                row.getString("role_arn"), row.getString("session_name"), row.getString("decided_by"),
                row.getString("result_code"), row.getInteger("took_ms"), row.getString("unanswered_because"),
                Rows.instant(row, "received_at"), Rows.instant(row, "ended_at"));
    }
}
