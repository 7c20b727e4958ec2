package dev.tocsin.command.settings;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** Which account and Region a channel's commands mean where they do not say; what was chosen is remembered for 7 days. */
@ApplicationScoped
public class ChannelDefaults {

    static final Duration LIFE = Duration.ofDays(7);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Defaults NONE = new Defaults(Optional.empty(), Optional.empty());

    static final String OF = """
            SELECT CASE WHEN account_until > now() THEN account END AS account,
                   CASE WHEN region_until > now() THEN region END AS region
            FROM command_default WHERE slack_team_id = $1 AND slack_channel_id = $2""";

    static final String SET = """
            INSERT INTO command_default AS d (slack_team_id, slack_channel_id, account, account_until, region, region_until)
            VALUES ($1, $2, $3, CASE WHEN $3::text IS NULL THEN '-infinity' ELSE now() + $5 * interval '1 second' END,
                    $4, CASE WHEN $4::text IS NULL THEN '-infinity' ELSE now() + $5 * interval '1 second' END)
            ON CONFLICT (slack_team_id, slack_channel_id) DO UPDATE
            SET account = coalesce(excluded.account, d.account),
                account_until = greatest(excluded.account_until, d.account_until),
                region = coalesce(excluded.region, d.region),
                region_until = greatest(excluded.region_until, d.region_until)""";

    static final String EXPIRE = "DELETE FROM command_default WHERE account_until < now() AND region_until < now()";

    private final Statements statements;

    ChannelDefaults(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    public record Defaults(Optional<String> account, Optional<String> region) {
    }

    public Uni<Defaults> of(String slackTeamId, String slackChannelId) {
        return statements.query(OF, Tuple.of(slackTeamId, slackChannelId)).map(rows -> Rows.first(rows,
                row -> new Defaults(Optional.ofNullable(row.getString("account")),
                        Optional.ofNullable(row.getString("region"))))
                .orElse(NONE));
    }

    /** What is empty stays as it is. */
    public Uni<Void> set(String slackTeamId, String slackChannelId, Defaults defaults) {
        return statements.query(SET, Tuple.of(slackTeamId, slackChannelId, defaults.account().orElse(null),
                defaults.region().orElse(null), LIFE.toSeconds())).replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "4m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> expire() {
        return statements.query(EXPIRE, Tuple.tuple()).replaceWithVoid().onFailure().recoverWithItem(failure -> {
            Log.warnf("Defaults of channels that nobody uses any more cannot be removed now: %s",
                    DatabaseTrouble.words(failure));
            return null;
        });
    }
}
