package dev.tocsin.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What happens to the processes, and what people do meanwhile. */
enum Trouble {
    /** SIGKILL, and a start. */
    KILL_A_REPLICA,
    /** SIGTERM, and a start. */
    STOP_A_REPLICA,
    /** SIGSTOP, and SIGCONT some time after its leases have lapsed. */
    FREEZE_A_REPLICA,
    /** SIGQUIT, and a start that has to recover. */
    CRASH_THE_DATABASE,
    /** SIGSTOP to all its processes, and SIGCONT. */
    FREEZE_THE_DATABASE,
    /** pg_terminate_backend for all. */
    CUT_THE_DATABASE_OFF,
    /** default_transaction_read_only. */
    SHUT_THE_DATABASE_FOR_WRITES,
    /** A file that takes all room beside the database, and half of the times its log of writes, which ends it. */
    FILL_THE_DISK,
    /** Somebody has a delivery sent again. */
    SEND_AGAIN;

    /**
     * All of them, those that meet leases twice, in an order by chance.
     *
     * @param mayFill whether the database's disk is one that may be filled
     */
    static List<Trouble> shuffled(Random chance, boolean mayFill) {
        List<Trouble> all = new ArrayList<>(List.of(values()));
        if (!mayFill) {
            all.remove(FILL_THE_DISK);
        }
        all.add(KILL_A_REPLICA);
        all.add(FREEZE_A_REPLICA);
        all.add(SEND_AGAIN);
        Collections.shuffle(all, chance);
        return all;
    }
}
