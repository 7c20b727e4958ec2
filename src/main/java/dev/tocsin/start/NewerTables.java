package dev.tocsin.start;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.flywaydb.core.api.MigrationInfo;

/**
 * Tables that a newer version has migrated, as they are found during a rollout and after going back. A migration only adds, so
 * that the version before works on them; one that takes something away says in its name which version no longer needs it:
 * {@code V20__contract_from_17_drop_name.sql} may be met by whoever has the migration 17.
 *
 * @param own the newest migration of this version
 * @param applied the newest one that was applied
 * @param contracts those that took away something which this version needs
 */
record NewerTables(int own, int applied, List<String> contracts) {

    /** More than any release brings; only one release back is tried. */
    static final int FARTHEST = 10;

    private static final Pattern CONTRACT = Pattern.compile("contract(?: from (\\d{1,6})\\b.*|\\b.*)", Pattern.DOTALL);

    /** Empty if no applied migration is newer than those of this version. */
    static Optional<NewerTables> of(List<MigrationInfo> all) {
        int own = all.stream().filter(one -> one.getState().isResolved()).mapToInt(NewerTables::number).max().orElse(0);
        List<MigrationInfo> newer = all.stream().filter(one -> one.getState().isApplied() && number(one) > own).toList();
        if (newer.isEmpty()) {
            return Optional.empty();
        }
        List<String> contracts = new ArrayList<>();
        for (MigrationInfo migration : newer) {
            if (needs(migration) > own) {
                contracts.add(number(migration) + " (" + migration.getDescription() + ")");
            }
        }
        return Optional.of(new NewerTables(own, newer.stream().mapToInt(NewerTables::number).max().orElse(own),
                List.copyOf(contracts)));
    }

    private static int number(MigrationInfo migration) {
        return Optional.ofNullable(migration.getVersion()).map(version -> version.getMajor())
                .map(BigInteger::intValueExact).orElse(0);
    }

    /** The migration that a version needs to have to work after this one; 0 if any will do. */
    private static int needs(MigrationInfo migration) {
        Matcher contract = CONTRACT.matcher(migration.getDescription());
        if (!contract.matches()) {
            return 0;
        }
        return contract.group(1) == null ? number(migration) : Integer.parseInt(contract.group(1));
    }

    /** Why this version does not work on them; empty if it does. */
    Optional<String> refusal(String database) {
        if (contracts.isEmpty() && applied - own <= FARTHEST) {
            return Optional.empty();
        }
        String why = contracts.isEmpty() ? "which is more than " + FARTHEST + " migrations ahead of this version's " + own
                : "and this version, which knows them up to " + own + ", needs what was taken away by migration "
                        + String.join(", ", contracts);
        return Optional.of("the tables in " + database + " were migrated to version " + applied + " by a newer Tocsin, " + why
                + ". Start a newer version of Tocsin. To go back to this one, restore the backup from before the upgrade.");
    }

    String words() {
        return "The tables are of version " + applied + ", from a newer Tocsin. This version knows them up to " + own
                + " and works on them";
    }
}
