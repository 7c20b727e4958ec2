package dev.tocsin.start;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Tables that a newer version has migrated, as they are found during a rollout and after going back. A migration only adds, so
 * that the version before works on them; one that takes something away says in its name which version no longer needs it:
 * {@code V20__contract_from_17_drop_name.sql} may be met by whoever has the migration 17.
 *
 * @param own the newest migration of this version
 * @param applied the newest one that was applied
 * @param contracts those that took away something which this version needs
 */
record NewerTables(MigrationVersion own, MigrationVersion applied, List<String> contracts) {

    /** More than any release brings; only one release back is tried. */
    private static final BigInteger FARTHEST = BigInteger.TEN;
    private static final MigrationVersion NONE = MigrationVersion.fromVersion("0");

    private static final Pattern CONTRACT = Pattern.compile("contract(?: from (\\d{1,6})\\b.*|\\b.*)", Pattern.DOTALL);

    /** Empty if no applied migration is newer than those of this version. */
    static Optional<NewerTables> of(List<MigrationInfo> all) {
        MigrationVersion own = newest(all.stream().filter(one -> one.getState().isResolved())).orElse(NONE);
        List<MigrationInfo> newer = all.stream()
                .filter(one -> one.getState().isApplied() && version(one).compareTo(own) > 0).toList();
        if (newer.isEmpty()) {
            return Optional.empty();
        }
        List<String> contracts = new ArrayList<>();
        for (MigrationInfo migration : newer) {
            if (needs(migration).compareTo(own) > 0) {
                contracts.add(version(migration) + " (" + migration.getDescription() + ")");
            }
        }
        return Optional.of(new NewerTables(own, newest(newer.stream()).orElse(own), List.copyOf(contracts)));
    }

    private static Optional<MigrationVersion> newest(Stream<MigrationInfo> migrations) {
        return migrations.map(NewerTables::version).max(Comparator.naturalOrder());
    }

    /** One that is repeatable has none. */
    private static MigrationVersion version(MigrationInfo migration) {
        return Optional.ofNullable(migration.getVersion()).orElse(NONE);
    }

    /** The migration that a version needs to have to work after this one; the least of all if any will do. */
    private static MigrationVersion needs(MigrationInfo migration) {
        Matcher contract = CONTRACT.matcher(migration.getDescription());
        if (!contract.matches()) {
            return NONE;
        }
        return contract.group(1) == null ? version(migration) : MigrationVersion.fromVersion(contract.group(1));
    }

    /** Why this version does not work on them; empty if it does. */
    Optional<String> refusal(String database) {
        if (contracts.isEmpty() && ahead().compareTo(FARTHEST) <= 0) {
            return Optional.empty();
        }
        String why = contracts.isEmpty() ? "which is more than " + FARTHEST + " migrations ahead of this version's " + own
                : "and this version, which knows them up to " + own + ", needs what was taken away by migration "
                        + String.join(", ", contracts);
        return Optional.of("the tables in " + database + " were migrated to version " + applied + " by a newer Tocsin, " + why
                + ". Start a newer version of Tocsin. To go back to this one, restore the backup from before the upgrade.");
    }

    /** Nothing keeps a hand from writing a number into the table that no int holds. */
    private BigInteger ahead() {
        return applied.getMajor().subtract(own.getMajor());
    }

    String words() {
        return "The tables are of version " + applied + ", from a newer Tocsin. This version knows them up to " + own
                + " and works on them";
    }
}
