package dev.tocsin.configuration;

import java.time.Duration;
import java.util.function.Supplier;

import dev.tocsin.problem.Problems;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Work in the database for a request of the API, with an end to patience. */
public final class Database {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Database() {
    }

    public static <T> Uni<T> read(Supplier<Uni<T>> work) {
        return patiently(Panache.withSession(work));
    }

    /** One transaction. */
    public static <T> Uni<T> write(Supplier<Uni<T>> work) {
        return patiently(Panache.withTransaction(work));
    }

    private static <T> Uni<T> patiently(Uni<T> work) {
        return work.ifNoItem().after(PATIENCE).failWith(() -> Problems.unavailable(
                "The database did not answer within " + PATIENCE.toSeconds() + " s. Try again later."));
    }
}
