package dev.tocsin.delivery;

/**
 * The lanes in which something is under way, as the beginning of a statement. From each lane in the index of what is under way
 * one step leads to the next, so it costs as much as there are such lanes, however many lanes there are and however long they
 * are. The last row is null.
 */
public final class PendingLanes {

    public static final String SQL = """
            WITH RECURSIVE pending_lane (configuration_id) AS (
                (SELECT d.configuration_id FROM delivery d WHERE d.state = 'PENDING' ORDER BY d.configuration_id LIMIT 1)
                UNION ALL
                SELECT (SELECT d.configuration_id FROM delivery d
                        WHERE d.state = 'PENDING' AND d.configuration_id > p.configuration_id
                        ORDER BY d.configuration_id LIMIT 1)
                FROM pending_lane p WHERE p.configuration_id IS NOT NULL
            )""";

    private PendingLanes() {
    }
}
