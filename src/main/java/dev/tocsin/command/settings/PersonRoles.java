package dev.tocsin.command.settings;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.address.ConsoleAddress;
import dev.tocsin.command.settings.PersonStore.Who;
import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.problem.Problems;
import dev.tocsin.secret.Nonce;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** The roles that people have of their own, for configurations that want that. */
@ApplicationScoped
public class PersonRoles {

    /** Where a link leads, below {@code /console}. */
    public static final String PAGE = "/command-people/link/";

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Statements statements;
    private final ConsoleAddress console;
    private final RandomGenerator random = new SecureRandom();

    PersonRoles(Postgres postgres, ConsoleAddress console) {
        this.statements = postgres.within(TIMEOUT);
        this.console = console;
    }

    /** Empty if they have none, or one in another account than the configuration's. */
    public Uni<Optional<String>> roleOf(String slackTeamId, String slackUserId, String configurationName) {
        return statements.query(PersonStore.ROLE_OF, Tuple.of(slackTeamId, slackUserId, configurationName))
                .map(rows -> Rows.first(rows, row -> row.getString("role_arn")));
    }

    /**
     * The address of a page where this person asks for a role, once, within 15 minutes; only they are to see it. Fails with a
     * problem whose detail is for people if there can be no such page.
     */
    public Uni<String> link(String slackTeamId, String slackUserId, String slackUserName, String configurationName) {
        Nonce ticket = Nonce.by(random);
        Optional<String> address = console.of(PAGE + ticket.text());
        if (address.isEmpty()) {
            return Uni.createFrom().failure(Problems.unavailable("You cannot ask for a role here, because Tocsin does not know "
                    + "where its console is (tocsin.console.url). An administrator can give you one: POST /api/command-people."));
        }
        return statements.transaction(connection -> PersonStore.place(connection, configurationName)
                .map(found -> found.orElseThrow(() -> PersonRoleDesk.noSuchPlace(configurationName)))
                .chain(place -> PersonStore.link(connection, ticket,
                        new Who(place.configurationId(), slackTeamId, slackUserId, slackUserName))))
                .replaceWith(address.get());
    }

    @Scheduled(every = "15m", delayed = "3m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> expire() {
        return statements.query(PersonStore.EXPIRE, Tuple.tuple()).replaceWithVoid().onFailure().recoverWithItem(failure -> {
            Log.warnf("Links that nobody has used cannot be removed now: %s", DatabaseTrouble.words(failure));
            return null;
        });
    }
}
