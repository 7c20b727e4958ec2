package dev.tocsin.configuration;

import java.sql.SQLException;
import java.util.function.Function;

import jakarta.persistence.OptimisticLockException;

import org.hibernate.StaleStateException;

import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.Problems;
import io.smallrye.mutiny.Uni;

/** Tells the caller about changes that others made between our look and our write. */
public final class Conflicts {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private Conflicts() {
    }

    /** For inserts: the name may have been taken, or what is named deleted, since they were checked. */
    public static <T> Function<Uni<T>, Uni<T>> named(String name) {
        return write -> write.onFailure(fault -> isSqlState(fault, UNIQUE_VIOLATION)).transform(fault -> nameTaken(name))
                .onFailure(fault -> isSqlState(fault, FOREIGN_KEY_VIOLATION)).transform(fault -> Problems.changedMeanwhile(
                        "The Slack workspace, or the configuration that it escalates to, was deleted meanwhile. Make it again, then "
                                + "repeat."));
    }

    public static ProblemException nameTaken(String name) {
        return Problems.alreadyExists("There is a configuration named " + name + " already. Names are unique across all "
                + "kinds: choose another, or change that one with PATCH.");
    }

    /** For updates and deletions. */
    public static <T> Uni<T> explained(Uni<T> write) {
        return write.onFailure(Conflicts::isStale).transform(fault -> Problems.changedMeanwhile(
                "Another request changed it at the same time; nothing was written. Read it again, then repeat."))
                .onFailure(fault -> isSqlState(fault, FOREIGN_KEY_VIOLATION)).transform(fault -> Problems.changedMeanwhile(
                        "Another request made use of it at the same time; nothing was written. Read again, then repeat."));
    }

    public static boolean isDuplicate(Throwable fault) {
        return isSqlState(fault, UNIQUE_VIOLATION);
    }

    private static boolean isStale(Throwable fault) {
        return fault != null && (fault instanceof OptimisticLockException || fault instanceof StaleStateException
                || isStale(fault.getCause()));
    }

    private static boolean isSqlState(Throwable fault, String state) {
        return fault != null && (fault instanceof SQLException sql && state.equals(sql.getSQLState())
                || isSqlState(fault.getCause(), state));
    }
}
