package dev.tocsin.database;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/**
 * A replica whose clock is wrong is not ready: it could neither tell which messages are old nor which of Slack's requests are
 * recent. That the database does not answer is told by the check of the database.
 */
@Readiness
@ApplicationScoped
public class ClockIsRight implements AsyncHealthCheck {

    private static final String NAME = "Clock";

    private final ReplicaClock replica;

    public ClockIsRight(ReplicaClock replica) {
        this.replica = replica;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return replica.ahead().map(ahead -> HealthCheckResponse.named(NAME).status(!replica.isWrong(ahead))
                .withData("clock", ReplicaClock.words(ahead)).build())
                .onFailure().recoverWithItem(failure -> HealthCheckResponse.named(NAME).up()
                        .withData("unknown", "the database does not answer").build());
    }
}
