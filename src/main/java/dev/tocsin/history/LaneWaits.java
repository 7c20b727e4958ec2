package dev.tocsin.history;

/** Why nothing goes to a destination before its lane's time, where nobody has disabled it and it is not shut. */
final class LaneWaits {

    /** Of the lane {@code l}, as an expression in SQL. */
    static final String BECAUSE = """
            CASE WHEN l.held_because IS NOT NULL THEN l.held_because
                 WHEN l.failures = 0 AND l.digest_since IS NOT NULL
                     THEN 'too much waits to be shown one by one: it is in the next digest'
                 WHEN l.failures = 0 THEN 'the chat takes no more at the moment (rate limit)'
                 ELSE 'the last ' || l.failures || ' tries to this destination failed' END""";

    private LaneWaits() {
    }
}
