package dev.tocsin.chaos;

import java.io.IOException;
import java.sql.SQLException;

/** Kills and stops whatever there is, and says whether anything was lost by it. {@code docs/chaos.md} explains the ledger. */
public final class Chaos {

    private Chaos() {
    }

    public static void main(String[] arguments) {
        boolean isWell = false;
        try {
            Ledger ledger = ChaosRun.of(ChaosOptions.of(System.getProperties()));
            System.out.println(ledger.table());
            isWell = ledger.faults().isEmpty();
        } catch (IOException | SQLException | IllegalArgumentException | IllegalStateException failure) {
            System.err.println("The chaos test cannot be run: " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            System.err.println("Interrupted.");
        }
        System.exit(isWell ? 0 : 1);
    }
}
