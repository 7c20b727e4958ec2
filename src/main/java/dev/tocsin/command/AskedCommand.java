package dev.tocsin.command;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.database.Rows;
import io.vertx.mutiny.sqlclient.Row;

/**
 * A command as those see it who press a button under what it said.
 *
 * @param shown what was typed, without what is a secret; {@code normalized} is so too
 * @param questionTs the message in which it asks something, as far as that is known
 * @param answerTs the message that answered it
 * @param resultJson all that was answered to a change
 * @param nextParameters what asks for the next page of the answer
 */
record AskedCommand(UUID id, CommandSource source, CommandState state, Optional<CommandQuestion> question, boolean isExpired,
        String team, String channel, String line, Optional<String> threadTs, Optional<String> questionTs,
        Optional<String> answerTs, String typist, String shown, String configurationName, String account, String region,
        String normalized, Boolean changes, String roleArn, Optional<String> decidedName, Optional<String> resultJson,
        Optional<String> nextParameters, Optional<String> withParameters, Instant receivedAt) {

    static final String COLUMNS = """
            id, source, state, question, expires_at IS NOT NULL AND expires_at <= now() AS is_expired, slack_team_id,
            slack_channel_id, line, thread_ts, question_ts, answer_ts, slack_user_id, shown, configuration_name, account,
            region, shown_normalized, changes, role_arn, decided_name, result_json, next_parameters, with_parameters, received_at""";

    static AskedCommand read(Row row) {
        return new AskedCommand(row.getUUID("id"), Rows.word(row, "source", CommandSource.class),
                Rows.word(row, "state", CommandState.class),
                Optional.ofNullable(Rows.word(row, "question", CommandQuestion.class)), row.getBoolean("is_expired"),
                row.getString("slack_team_id"), row.getString("slack_channel_id"), row.getString("line"),
                text(row, "thread_ts"), text(row, "question_ts"), text(row, "answer_ts"), row.getString("slack_user_id"),
                row.getString("shown"), row.getString("configuration_name"), row.getString("account"), row.getString("region"),
                row.getString("shown_normalized"), row.getBoolean("changes"), row.getString("role_arn"),
                text(row, "decided_name"),
                text(row, "result_json"), text(row, "next_parameters"), text(row, "with_parameters"),
                Rows.instant(row, "received_at"));
    }

    private static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }

    /** Without what was typed. */
    @Override
    public String toString() {
        return "AskedCommand[" + id + " " + state + "]";
    }
}
