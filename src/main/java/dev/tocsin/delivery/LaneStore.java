package dev.tocsin.delivery;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** Claims the heads of lanes. All times are the database's, so replicas need no common clock. */
@ApplicationScoped
class LaneStore {

    /**
     * Gives back what was claimed and not tried, as if it had not been claimed, and leaves its lane alone for a while if there
     * is a reason to. It may say which go by themselves next.
     */
    static final String RETURN = """
            WITH returned AS (
                UPDATE lane l
                SET delivery_id = NULL, leased = NULL, lease = NULL, leased_until = NULL, held_because = r.reason,
                    singles = coalesce(r.singles::bigint[], l.singles),
                    not_before = CASE WHEN r.reason IS NULL THEN l.not_before
                        ELSE greatest(l.not_before, now() + r.hold_ms * interval '1 millisecond') END
                FROM unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::text[], $6::text[])
                    AS r (configuration_id, lease, hold_ms, reason, singles)
                WHERE l.configuration_id = ANY ($1::bigint[]) AND l.configuration_id = r.configuration_id AND l.lease = r.lease
                RETURNING l.configuration_id
            )
            UPDATE delivery d SET attempts = d.attempts - 1
            WHERE d.id = ANY ($5::bigint[]) AND d.settled_at IS NULL
              AND d.configuration_id = ANY (ARRAY (SELECT configuration_id FROM returned))""";

    static final String RELEASE = """
            UPDATE lane SET delivery_id = NULL, leased = NULL, lease = NULL, leased_until = NULL
            WHERE configuration_id = ANY ($1::bigint[]) AND lease = $2""";

    /** Lanes that nobody serves and whose head is due; the longest unserved first. */
    static final String DUE = PendingLanes.SQL + """

            SELECT l.configuration_id
            FROM pending_lane p
            CROSS JOIN LATERAL (
                SELECT * FROM lane l
                WHERE l.configuration_id = p.configuration_id AND (l.leased_until IS NULL OR l.leased_until < now())
                  AND l.not_before <= now() AND l.paced_until <= now() OFFSET 0) l
            WHERE (SELECT t.is_disabled FROM destination t WHERE t.configuration_id = l.configuration_id) IS NOT TRUE
              AND (SELECT d.id FROM delivery d
                   WHERE d.configuration_id = l.configuration_id AND d.state = 'PENDING' AND d.next_attempt_at <= now()
                   ORDER BY d.next_attempt_at, d.id LIMIT 1) IS NOT NULL
            ORDER BY l.paced_until
            LIMIT $1""";

    private final Statements statements;
    private final DeliveryConfig config;
    private final ClaimStatement statement;
    private final Outage outage;

    /**
     * How much one claim may take.
     *
     * @param ofALane how many deliveries of a lane
     * @param ofADigest how many of one that posts digests
     * @param bytes how long all messages may be together
     * @param bytesOfMore the same, with what is longer than usual or follows the head of its lane
     * @param usualBytes how long a message may be that comes before those
     * @param bytesOfALane how long those of one lane may be, if they are several
     */
    record Most(int ofALane, int ofADigest, long bytes, long bytesOfMore, int usualBytes, long bytesOfALane) {

        /** All messages alike. */
        Most(int ofALane, int ofADigest, long bytes, long bytesOfALane) {
            this(ofALane, ofADigest, bytes, bytes, Integer.MAX_VALUE, bytesOfALane);
        }
    }

    @Inject
    LaneStore(Postgres postgres, DeliveryConfig config, Meaning meaning) {
        this(postgres, config, meaning, System::nanoTime);
    }

    /** @param nanos as {@link System#nanoTime} */
    LaneStore(Postgres postgres, DeliveryConfig config, Meaning meaning, LongSupplier nanos) {
        this.statements = postgres.within(config.statementTimeout());
        this.config = config;
        this.statement = new ClaimStatement(meaning);
        this.outage = new Outage(nanos);
    }

    /**
     * Claims what is due among the lanes; the answers are in the order of the lanes.
     *
     * @param most how much may be taken
     */
    Uni<List<Claimed>> claim(List<Long> lanes, Most most) {
        UUID lease = UUID.randomUUID();
        long askedAt = System.nanoTime();
        Tuple parameters = Tuple.of(lanes.toArray(Long[]::new), lease, config.lease().toMillis()).addLong(most.bytes())
                .addInteger(most.ofALane()).addInteger(most.ofADigest()).addLong(most.bytesOfALane())
                .addInteger(config.foldAfter()).addLong(most.bytesOfMore()).addInteger(most.usualBytes())
                .addBoolean(!outage.isHardlyOver());
        return statements.query(ClaimStatement.SQL, parameters, () -> release(lanes, lease))
                .onFailure().invoke(outage::note)
                .map(rows -> inOrder(lanes, statement.runs(rows, lease, askedAt)));
    }

    /** Of another statement of the queue; one may take too long for what it writes, while lanes can be claimed all the same. */
    void noteFailure(Throwable failure) {
        if (!(failure instanceof TimeoutException)) {
            outage.note(failure);
        }
    }

    /** Nothing would be sent under the lease of a claim that came too late. */
    private Uni<Void> release(List<Long> lanes, UUID lease) {
        return statements.query(RELEASE, Tuple.of(lanes.toArray(Long[]::new), lease)).replaceWithVoid()
                .onFailure().invoke(lost -> Log.warnf("Claims that came too late lapse with their lease: %s",
                        DatabaseTrouble.words(lost)))
                .onFailure().recoverWithNull();
    }

    /** What is not to be tried now. Each gets an answer, so that this can be one of many that share a commit. */
    Uni<List<Void>> giveBack(List<Returned> batch) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfLong(batch.stream().map(one -> one.run().laneId()).toArray(Long[]::new))
                .addArrayOfUUID(batch.stream().map(one -> one.run().first().lease()).toArray(UUID[]::new))
                .addArrayOfLong(batch.stream().map(one -> one.hold().toMillis()).toArray(Long[]::new))
                .addArrayOfString(batch.stream().map(one -> one.because().orElse(null)).toArray(String[]::new))
                .addArrayOfLong(batch.stream().flatMap(one -> one.untried().stream()).map(Claim::deliveryId)
                        .toArray(Long[]::new))
                .addArrayOfString(batch.stream().map(LaneStore::singles).toArray(String[]::new));
        return statements.query(RETURN, parameters).map(rows -> Collections.nCopies(batch.size(), null));
    }

    /** As PostgreSQL writes an array, since there are none of arrays of different lengths. */
    private static String singles(Returned returned) {
        return returned.singles().isEmpty() ? null
                : returned.singles().stream().map(claim -> Long.toString(claim.deliveryId()))
                        .collect(Collectors.joining(",", "{", "}"));
    }

    Uni<List<Long>> due(int most) {
        return statements.query(DUE, Tuple.of(most)).onFailure().invoke(outage::note)
                .map(rows -> Rows.all(rows, row -> row.getLong(0)));
    }

    private static List<Claimed> inOrder(List<Long> lanes, Map<Long, Claimed> claimed) {
        return lanes.stream().map(lane -> claimed.getOrDefault(lane, Claimed.NOTHING)).toList();
    }
}
