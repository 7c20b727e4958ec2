package dev.tocsin.command;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * How many commands a person gave within the minute, and how many were given in the channel. Those that were refused for that
 * very reason do not count, or whoever goes on trying would never be heard again.
 */
@ApplicationScoped
class CommandRates {

    /** What such a command is refused with; the others are counted by it. */
    static final String TOO_MANY = "too many within a minute";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** More of them need not be counted. */
    private static final int COUNTED = 1_000;

    static final String COUNT = """
            SELECT (SELECT count(*) FROM (
                        SELECT p.id FROM chat_command p
                        WHERE p.slack_team_id = $1 AND p.slack_user_id = $3
                          AND p.received_at > $4::timestamptz - interval '1 minute' AND p.received_at <= $4
                          AND p.id <> $5 AND p.reason IS DISTINCT FROM $6
                        ORDER BY p.received_at DESC LIMIT $7) a) AS of_person,
                   (SELECT count(*) FROM (
                        SELECT p.id FROM chat_command p
                        WHERE p.slack_team_id = $1 AND p.slack_channel_id = $2
                          AND p.received_at > $4::timestamptz - interval '1 minute' AND p.received_at <= $4
                          AND p.id <> $5 AND p.reason IS DISTINCT FROM $6
                        ORDER BY p.received_at DESC LIMIT $7) b) AS in_channel,
                   (SELECT count(*) FROM (
                        SELECT p.id FROM chat_command p
                        WHERE p.slack_team_id = $1 AND p.slack_user_id = $3
                          AND p.received_at > $4::timestamptz - interval '1 minute' AND p.id <> $5 AND p.reason = $6
                        ORDER BY p.received_at DESC LIMIT $7) c) AS refused""";

    private final Statements statements;
    private final CommandsConfig config;

    CommandRates(Postgres postgres, CommandsConfig config) {
        this.statements = postgres.within(TIMEOUT);
        this.config = config;
    }

    /**
     * How it stands for a command.
     *
     * @param isTooMany whether it is one too many
     * @param wasTold whether the person was told so within the minute; once is enough
     */
    record Rate(boolean isTooMany, boolean wasTold) {
    }

    Uni<Rate> of(ClaimedCommand command) {
        return statements.query(COUNT, Tuple.tuple().addString(command.spot().team()).addString(command.spot().channel())
                .addString(command.typist().id())
                .addOffsetDateTime(Rows.time(command.receivedAt())).addUUID(command.id())
                .addString(TOO_MANY).addInteger(COUNTED)).map(rows -> rate(rows.iterator().next()));
    }

    private Rate rate(Row row) {
        boolean isTooMany = row.getLong("of_person") >= config.perMinuteAndPerson()
                || row.getLong("in_channel") >= config.perMinuteAndChannel();
        return new Rate(isTooMany, row.getLong("refused") > 0);
    }
}
