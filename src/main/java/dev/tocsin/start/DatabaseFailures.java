package dev.tocsin.start;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What an answer of PostgreSQL, or none, means for a start. */
final class DatabaseFailures {

    /** No connection, or one that broke; the server starts, stops or has no place left. */
    private static final Set<String> AWAY = Set.of("08001", "08003", "08006", "57P01", "57P02", "57P03", "53300");
    private static final Set<String> WRONG_PASSWORD = Set.of("28P01", "08004");
    private static final String NOT_ITS_PROTOCOL = "08P01";
    private static final String NOT_ALLOWED = "28000";
    private static final String NO_DATABASE = "3D000";
    private static final String NO_RIGHT = "42501";
    private static final String NO_WRITES = "25006";

    private DatabaseFailures() {
    }

    /** Whether waiting may help. */
    static boolean isAway(SQLException failure) {
        return (failure.getSQLState() == null ? isLateForAConnection(failure) : AWAY.contains(failure.getSQLState()))
                && !RefusedTls.is(failure);
    }

    /** So says the pool of connections, in an exception of its own. */
    private static boolean isLateForAConnection(SQLException failure) {
        return failure.getCause() instanceof TimeoutException;
    }

    /** Whether the server admits nobody who comes like this, whatever the password. */
    static boolean isNotAllowed(SQLException failure) {
        return NOT_ALLOWED.equals(failure.getSQLState());
    }

    /** Whether all that is missing is the password. */
    static boolean asksForPassword(SQLException failure) {
        return failure.getSQLState() != null && WRONG_PASSWORD.contains(failure.getSQLState()) && !RefusedTls.is(failure);
    }

    static Optional<Explanation> explain(SQLException failure, DatabaseAddress address) {
        String state = String.valueOf(failure.getSQLState());
        Optional<String> refusedTls = RefusedTls.explain(failure, address);
        if (refusedTls.isPresent()) {
            return refusedTls.map(line -> new Explanation(ExitCode.DATABASE_REFUSES, line));
        }
        if (isAway(failure)) {
            return Optional.of(new Explanation(ExitCode.DATABASE_AWAY, away(failure, address)));
        }
        if (state.equals(NOT_ITS_PROTOCOL)) {
            return Optional.of(new Explanation(ExitCode.DATABASE_AWAY, "what answers at " + address.hostAndPort()
                    + " is no PostgreSQL. Is " + Setting.named(StartSettings.DATABASE_URL) + " right?"));
        }
        if (state.startsWith("42") && !state.equals(NO_RIGHT)) {
            return Optional.of(otherTables(failure.getMessage(), address));
        }
        return refusal(state, failure, address).map(line -> new Explanation(ExitCode.DATABASE_REFUSES, line));
    }

    private static Optional<String> refusal(String state, SQLException failure, DatabaseAddress address) {
        if (address.isByToken() && (WRONG_PASSWORD.contains(state) || state.equals(NOT_ALLOWED))) {
            return Optional.of("PostgreSQL at " + address.hostAndPort() + " refuses the token of user " + address.user() + " ("
                    + failure.getMessage()
                    + "). GRANT rds_iam TO that user, let Tocsin's role do rds-db:connect as it, and name in "
                    + Setting.named(StartSettings.DATABASE_URL) + " the endpoint itself and no alias.");
        } else if (WRONG_PASSWORD.contains(state)) {
            return Optional.of("PostgreSQL at " + address.hostAndPort() + " refuses the password of user " + address.user()
                    + ". Set " + Setting.named(StartSettings.DATABASE_USER) + " and "
                    + Setting.named(StartSettings.DATABASE_PASSWORD) + ".");
        } else if (state.equals(NOT_ALLOWED)) {
            return Optional.of("PostgreSQL at " + address.hostAndPort() + " does not admit user " + address.user() + " ("
                    + failure.getMessage() + "). Look at its pg_hba.conf and whether the role may log in.");
        } else if (state.equals(NO_DATABASE)) {
            return Optional.of("PostgreSQL at " + address.hostAndPort() + " has no database " + address.database()
                    + ". Create it, or name another in " + Setting.named(StartSettings.DATABASE_URL) + ".");
        } else if (state.equals(NO_WRITES)) {
            return Optional
                    .of("PostgreSQL at " + address.hostAndPort() + " takes no writes, being a standby or set to read-only, "
                            + "and Tocsin's tables in " + address + " have to be migrated (" + failure.getMessage()
                            + "). Name the primary in "
                            + Setting.named(StartSettings.DATABASE_URL) + ".");
        } else if (state.equals(NO_RIGHT)) {
            return Optional
                    .of("user " + address.user() + " lacks a right to create, read or change Tocsin's tables in " + address
                            + " (" + failure.getMessage() + "). Make it the owner of the database and of the tables in it.");
        }
        return Optional.empty();
    }

    static String away(SQLException failure, DatabaseAddress address) {
        return "PostgreSQL at " + address.hostAndPort() + " cannot be reached (" + reason(failure) + "). Does it run, is "
                + Setting.named(StartSettings.DATABASE_URL) + " right, and may this host connect to it?";
    }

    /** The deepest cause says it shortest: Connection refused. */
    static String reason(SQLException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String text = cause.getMessage() == null ? "" : cause.getMessage();
        return cause instanceof java.net.UnknownHostException ? "unknown host"
                : cause instanceof TimeoutException ? "it did not answer in time"
                        : text.isBlank() ? cause.getClass().getSimpleName() : text;
    }

    /** Known by its name, because only that much of Flyway is needed. */
    static Optional<Explanation> otherTables(Throwable failure, DatabaseAddress address) {
        String message = String.valueOf(failure.getMessage());
        // The last is of a version that somebody wrote into Flyway's table.
        boolean theirs = failure.getClass().getSimpleName().equals("FlywayValidateException")
                || failure.getClass().getSimpleName().equals("FlywayException")
                        && (message.contains("non-empty schema") || message.contains("Invalid version: "));
        return theirs
                ? Optional
                        .of(otherTables(message.replaceAll("(?s)(Need more flexibility|Use baseline).*", "").strip(), address))
                : Optional.empty();
    }

    private static Explanation otherTables(String message, DatabaseAddress address) {
        return new Explanation(ExitCode.OTHER_TABLES, "the tables in " + address
                + " were made or changed by something other than this version of Tocsin (" + message
                + "). Start the version that they belong to, restore them from a backup, or take an empty database.");
    }
}
