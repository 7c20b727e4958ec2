package dev.tocsin.command.settings;

import java.time.Duration;
import java.util.Optional;

import dev.tocsin.aws.Arn;
import dev.tocsin.database.Rows;
import dev.tocsin.secret.Nonce;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Whose role is which, in the database, whose time counts. */
final class PersonStore {

    /** Of a link. */
    static final Duration LIFE = Duration.ofMinutes(15);

    /** One in another account than the configuration's role is none: commands would go where nobody expects them. */
    static final String ROLE_OF = """
            SELECT p.role_arn FROM configuration c JOIN command_person p ON p.configuration_id = c.id
            WHERE c.configuration_name = $3 AND p.slack_team_id = $1 AND p.slack_user_id = $2 AND p.role_arn IS NOT NULL
              AND (c.iam_role_arn IS NULL OR split_part(c.iam_role_arn, ':', 5) = split_part(p.role_arn, ':', 5))""";

    static final String PLACE = """
            SELECT id, slack_team_id, iam_role_arn FROM configuration
            WHERE configuration_name = $1 AND slack_team_id IS NOT NULL""";

    /** The newest link alone is good. */
    static final String DROP_LINKS = """
            DELETE FROM command_role_link WHERE configuration_id = $1 AND slack_team_id = $2 AND slack_user_id = $3""";

    static final String LINK = """
            INSERT INTO command_role_link (ticket_sha256, configuration_id, slack_team_id, slack_user_id, slack_user_name,
                expires_at)
            VALUES ($1, $2, $3, $4, $5, now() + $6 * interval '1 millisecond')""";

    /** Opening it changes nothing, since chats and browsers open links before people do. */
    static final String OPEN = """
            SELECT l.slack_team_id, l.slack_user_id, l.slack_user_name, c.configuration_name, c.iam_role_arn, p.role_arn,
                   p.asked_role_arn
            FROM command_role_link l
            JOIN configuration c ON c.id = l.configuration_id
            LEFT JOIN command_person p ON p.configuration_id = l.configuration_id AND p.slack_team_id = l.slack_team_id
                AND p.slack_user_id = l.slack_user_id
            WHERE l.ticket_sha256 = $1 AND l.expires_at > now()""";

    static final String TAKE = "DELETE FROM command_role_link WHERE ticket_sha256 = $1 AND expires_at > now()";

    static final String EXPIRE = "DELETE FROM command_role_link WHERE expires_at < now()";

    private static final String COLUMNS = """
            SELECT p.id, c.configuration_name, p.slack_team_id, p.slack_user_id, p.slack_user_name, p.role_arn, p.granted_by,
                   p.granted_at, p.asked_role_arn, p.asked_by, p.asked_at
            FROM command_person p JOIN configuration c ON c.id = p.configuration_id
            """;

    static final String LIST = COLUMNS + """
            WHERE p.id < $1 AND ($2::text IS NULL OR c.configuration_name = $2) AND ($3::text IS NULL OR p.slack_user_id = $3)
              AND (NOT $4::boolean OR p.asked_role_arn IS NOT NULL)
            ORDER BY p.id DESC LIMIT $5""";

    static final String BY_ID = COLUMNS + "WHERE p.id = $1 FOR UPDATE OF p";

    static final String BY_PERSON = COLUMNS
            + "WHERE p.configuration_id = $1 AND p.slack_team_id = $2 AND p.slack_user_id = $3 FOR UPDATE OF p";

    static final String ASK = """
            INSERT INTO command_person (configuration_id, slack_team_id, slack_user_id, slack_user_name, asked_role_arn,
                asked_by, asked_at)
            VALUES ($1, $2, $3, $4, $5, $6, now())
            ON CONFLICT (configuration_id, slack_team_id, slack_user_id) DO UPDATE
            SET slack_user_name = excluded.slack_user_name, asked_role_arn = excluded.asked_role_arn,
                asked_by = excluded.asked_by, asked_at = excluded.asked_at""";

    /** What was asked for is settled by it. */
    static final String GRANT = """
            INSERT INTO command_person (configuration_id, slack_team_id, slack_user_id, slack_user_name, role_arn, granted_by,
                granted_at)
            VALUES ($1, $2, $3, $4, $5, $6, now())
            ON CONFLICT (configuration_id, slack_team_id, slack_user_id) DO UPDATE
            SET slack_user_name = excluded.slack_user_name, role_arn = excluded.role_arn, granted_by = excluded.granted_by,
                granted_at = excluded.granted_at, asked_role_arn = NULL, asked_by = NULL, asked_at = NULL""";

    static final String APPROVE = """
            UPDATE command_person SET role_arn = asked_role_arn, granted_by = $2, granted_at = now(), asked_role_arn = NULL,
                asked_by = NULL, asked_at = NULL
            WHERE id = $1""";

    static final String DECLINE = """
            UPDATE command_person SET asked_role_arn = NULL, asked_by = NULL, asked_at = NULL WHERE id = $1""";

    static final String DELETE = "DELETE FROM command_person WHERE id = $1";

    private PersonStore() {
    }

    /** A configuration for which roles can be given. */
    record Place(long configurationId, String slackTeamId, Optional<String> account) {
    }

    /** Somebody in Slack, beside a configuration. */
    record Who(long configurationId, String slackTeamId, String slackUserId, String slackUserName) {
    }

    static Uni<Optional<Place>> place(SqlConnection connection, String configurationName) {
        return connection.preparedQuery(PLACE).execute(Tuple.of(configurationName)).map(rows -> Rows.first(rows,
                row -> new Place(row.getLong("id"), row.getString("slack_team_id"), account(row.getString("iam_role_arn")))));
    }

    static Uni<Void> link(SqlConnection connection, Nonce ticket, Who who) {
        return connection.preparedQuery(DROP_LINKS)
                .execute(Tuple.of(who.configurationId(), who.slackTeamId(), who.slackUserId()))
                .chain(() -> connection.preparedQuery(LINK).execute(Tuple.of(ticket.sha256(), who.configurationId(),
                        who.slackTeamId(), who.slackUserId(), who.slackUserName(), LIFE.toMillis())))
                .replaceWithVoid();
    }

    /** False if it is not good any more. */
    static Uni<Boolean> take(SqlConnection connection, Nonce ticket) {
        return connection.preparedQuery(TAKE).execute(Tuple.of(ticket.sha256())).map(rows -> rows.rowCount() > 0);
    }

    static Uni<Optional<CommandPerson>> find(SqlConnection connection, long id) {
        return connection.preparedQuery(BY_ID).execute(Tuple.of(id)).map(rows -> Rows.first(rows, PersonStore::person));
    }

    static Uni<Optional<CommandPerson>> find(SqlConnection connection, Who who) {
        return connection.preparedQuery(BY_PERSON)
                .execute(Tuple.of(who.configurationId(), who.slackTeamId(), who.slackUserId()))
                .map(rows -> Rows.first(rows, PersonStore::person));
    }

    /** @param statement {@link #ASK} or {@link #GRANT} */
    static Uni<Void> write(SqlConnection connection, String statement, Who who, String roleArn, String by) {
        return connection.preparedQuery(statement).execute(Tuple.of(who.configurationId(), who.slackTeamId(),
                who.slackUserId(), who.slackUserName(), roleArn, by)).replaceWithVoid();
    }

    static RoleLink roleLink(Row row) {
        return new RoleLink(row.getString("slack_team_id"), row.getString("slack_user_id"), row.getString("slack_user_name"),
                row.getString("configuration_name"), account(row.getString("iam_role_arn")),
                Optional.ofNullable(row.getString("role_arn")), Optional.ofNullable(row.getString("asked_role_arn")));
    }

    static CommandPerson person(Row row) {
        return new CommandPerson(Long.toString(row.getLong("id")), row.getString("configuration_name"),
                row.getString("slack_team_id"), row.getString("slack_user_id"), row.getString("slack_user_name"),
                row.getString("role_arn"), row.getString("granted_by"), Rows.instant(row, "granted_at"),
                row.getString("asked_role_arn"), row.getString("asked_by"), Rows.instant(row, "asked_at"));
    }

    static Optional<String> account(String roleArn) {
        return Arn.parse(roleArn).map(Arn::account);
    }
}
