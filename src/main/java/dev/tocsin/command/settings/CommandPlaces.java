package dev.tocsin.command.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.configuration.slack.NotificationButton;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Where commands may be given, and where buttons below notifications do something in AWS. */
@ApplicationScoped
public class CommandPlaces {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String MEMBERS = """
            id, configuration_name, iam_role_arn, guardrail_policy_arns, user_authorization_required, command_people,
            command_approvers""";

    static final String IN = "SELECT " + MEMBERS + " FROM configuration" + """

            WHERE commands AND slack_team_id = $1 AND slack_channel_id = $2 AND state = 'ENABLED'
            ORDER BY configuration_name""";

    static final String BEHIND = "SELECT " + MEMBERS + """
            , commands, notification_buttons
            FROM configuration WHERE id = $1 AND slack_team_id IS NOT NULL AND state = 'ENABLED'""";

    /** Asked by each replica every few seconds, however many notifications there are. */
    static final String TAKING = "SELECT " + MEMBERS + """
            , commands, notification_buttons
            FROM configuration WHERE commands AND slack_team_id IS NOT NULL AND state = 'ENABLED'""";

    private final Statements statements;

    CommandPlaces(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    /**
     * What buttons below the notifications of a configuration may do.
     *
     * @param place as whom and by whom, as for commands
     * @param takesCommands whether custom actions may be there
     * @param buttons those that are switched on
     */
    public record ButtonPlace(CommandPlace place, boolean takesCommands, Set<NotificationButton> buttons) {
    }

    /** All enabled configurations of a channel that take commands; several where several accounts share the channel. */
    public Uni<List<CommandPlace>> in(String slackTeamId, String slackChannelId) {
        return statements.query(IN, Tuple.of(slackTeamId, slackChannelId)).map(rows -> Rows.all(rows, CommandPlaces::place));
    }

    /** The configuration that posted a notification; empty if it is disabled, gone, or no channel of a workspace. */
    public Uni<Optional<ButtonPlace>> behind(long configurationId) {
        return statements.query(BEHIND, Tuple.of(configurationId)).map(rows -> Rows.first(rows, CommandPlaces::buttonPlace));
    }

    /** All that take commands, by the ids of their configurations. */
    public Uni<Map<Long, ButtonPlace>> taking() {
        return statements.query(TAKING, Tuple.tuple()).map(rows -> Rows.all(rows, CommandPlaces::buttonPlace).stream()
                .collect(Collectors.toUnmodifiableMap(one -> one.place().configurationId(), one -> one)));
    }

    private static ButtonPlace buttonPlace(Row row) {
        return new ButtonPlace(place(row), row.getBoolean("commands"), buttons(row));
    }

    private static CommandPlace place(Row row) {
        return new CommandPlace(row.getLong("id"), row.getString("configuration_name"),
                Optional.ofNullable(row.getString("iam_role_arn")), Rows.strings(row, "guardrail_policy_arns"),
                row.getBoolean("user_authorization_required"), Rows.strings(row, "command_people"),
                Rows.strings(row, "command_approvers"));
    }

    private static Set<NotificationButton> buttons(Row row) {
        return Rows.strings(row, "notification_buttons").stream().map(name -> Rows.word(name, NotificationButton.class))
                .filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }
}
