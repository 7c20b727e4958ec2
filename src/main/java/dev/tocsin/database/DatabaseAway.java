package dev.tocsin.database;

import jakarta.inject.Singleton;

import dev.tocsin.problem.Absence;

/**
 * Whether a request failed because Postgres is out of reach, shutting down, full or without writes, rather than for a fault of
 * ours.
 */
@Singleton
final class DatabaseAway implements Absence {

    @Override
    public String who() {
        return "database";
    }

    @Override
    public String matter(Throwable failure) {
        return DatabaseTrouble.isReadOnly(failure) ? "takes no writes now, though it can be read"
                : "is out of reach";
    }

    @Override
    public String inWords(Throwable failure) {
        return DatabaseTrouble.words(failure);
    }

    @Override
    public boolean isCauseOf(Throwable failure) {
        return DatabaseTrouble.isAbsence(failure);
    }
}
