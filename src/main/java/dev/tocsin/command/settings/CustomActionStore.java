package dev.tocsin.command.settings;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The custom actions in the database. */
final class CustomActionStore {

    static final int AT_MOST = 200;

    private static final String COLUMNS = """
            SELECT a.name, c.configuration_name, a.button_text, a.command_text, a.notification_type, a.criteria::text AS criteria,
                   a.created_at, a.updated_at
            FROM custom_action a LEFT JOIN configuration c ON c.id = a.configuration_id
            """;

    static final String PAGE = COLUMNS + """
            WHERE a.name > $1 AND ($2::text IS NULL OR c.configuration_name = $2) ORDER BY a.name LIMIT $3""";

    static final String NAMED = COLUMNS + "WHERE a.name = $1";

    static final String LOCKED = NAMED + " FOR UPDATE OF a";

    /** Those that a configuration's notifications may have; none where it takes no commands. */
    static final String OF = COLUMNS + """
            WHERE (a.configuration_id IS NULL OR a.configuration_id = $1)
              AND (SELECT p.commands AND p.state = 'ENABLED' FROM configuration p WHERE p.id = $1)
            ORDER BY a.name LIMIT $2""";

    static final String PLACE = """
            SELECT id FROM configuration WHERE configuration_name = $1 AND slack_team_id IS NOT NULL""";

    /** Whoever makes one waits for whoever makes another, so that there are never more than there may be. */
    static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('custom_action', 0))::text";

    static final String INSERT = """
            INSERT INTO custom_action (name, configuration_id, button_text, command_text, notification_type, criteria)
            SELECT $1, $2, $3, $4, $5, $6::text::jsonb WHERE (SELECT count(*) FROM custom_action) < $7
            ON CONFLICT DO NOTHING""";

    static final String UPDATE = """
            UPDATE custom_action SET configuration_id = $2, button_text = $3, command_text = $4, notification_type = $5,
                criteria = $6::text::jsonb, updated_at = now()
            WHERE name = $1""";

    static final String DELETE = "DELETE FROM custom_action WHERE name = $1";

    private static final TypeReference<List<ActionCriterion>> CRITERIA = new TypeReference<>() {
    };

    private final ObjectMapper mapper;

    CustomActionStore(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    Uni<Optional<CustomAction>> find(SqlConnection connection, String statement, String name) {
        return connection.preparedQuery(statement).execute(Tuple.of(name)).map(rows -> Rows.first(rows, this::action));
    }

    static Uni<Optional<Long>> place(SqlConnection connection, String configurationName) {
        return connection.preparedQuery(PLACE).execute(Tuple.of(configurationName))
                .map(rows -> Rows.first(rows, row -> row.getLong("id")));
    }

    /** False if there is one of that name, or as many as there may be. */
    Uni<Boolean> insert(SqlConnection connection, CustomActionMembers members, Long configurationId) {
        return connection.query(LOCK).execute()
                .chain(() -> connection.preparedQuery(INSERT).execute(values(members, configurationId).addInteger(AT_MOST)))
                .map(rows -> rows.rowCount() > 0);
    }

    Uni<Void> update(SqlConnection connection, CustomActionMembers members, Long configurationId) {
        return connection.preparedQuery(UPDATE).execute(values(members, configurationId)).replaceWithVoid();
    }

    private Tuple values(CustomActionMembers members, Long configurationId) {
        return Tuple.tuple().addString(members.actionName()).addLong(configurationId).addString(members.buttonText())
                .addString(members.commandText()).addString(members.notificationType())
                .addString(json(members.criteriaOrNone()));
    }

    CustomAction action(Row row) {
        return new CustomAction(row.getString("name"), row.getString("configuration_name"), row.getString("button_text"),
                row.getString("command_text"), row.getString("notification_type"),
                criteria(row.getString("criteria")), Rows.instant(row, "created_at"), Rows.instant(row, "updated_at"));
    }

    private String json(List<ActionCriterion> criteria) {
        try {
            return mapper.writeValueAsString(criteria);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private List<ActionCriterion> criteria(String stored) {
        try {
            return mapper.readValue(stored, CRITERIA);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
