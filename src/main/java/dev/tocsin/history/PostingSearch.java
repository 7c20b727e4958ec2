package dev.tocsin.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import dev.tocsin.database.Keys;
import dev.tocsin.database.Paging;
import dev.tocsin.database.Rows;
import dev.tocsin.history.Postings.MatterPhase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Finds messages that stand for matters, the newest first, by a walk of so many at a time: where few fit, a page is short and
 * the next one goes on. What nobody has taken has an index of its own.
 */
@Singleton
class PostingSearch {

    static final int WALKED = 500;
    private static final Pattern KEY = Pattern.compile("([0-9]{1,18})\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    /** The time that a message was posted, in microseconds since 1970, and its id. */
    static final Keys<String> KEYS = Keys.texts("postings", key -> KEY.matcher(key).matches());

    /**
     * What a list is narrowed down to.
     *
     * @param isAcknowledged whether somebody has said that they take care of it
     */
    record Wanted(Optional<String> configurationName, Optional<MatterPhase> phase, Optional<Boolean> isAcknowledged) {

        private boolean isOfUntaken() {
            return phase.filter(MatterPhase.OPEN::equals).isPresent() && isAcknowledged.filter(is -> !is).isPresent();
        }
    }

    private static final String UNTAKEN = "p.phase = 'OPEN' AND p.acknowledged_at IS NULL AND p.resolved_at IS NULL";
    /** An older message of a matter that goes on elsewhere is not open, and neither is one of a configuration that is gone. */
    static final String NEWEST = """
            (SELECT q.id FROM posting q
             WHERE q.configuration_id = p.configuration_id AND q.matter = p.matter AND q.phase IS NOT NULL
             ORDER BY q.posted_at DESC LIMIT 1)""";
    private static final String IS_NEWEST = NEWEST + " = p.id";

    private static final String WALK = """
            SELECT p.id, p.posted_at,
                   ($4::text IS NULL OR CASE WHEN p.resolved_at IS NOT NULL THEN 'OVER' ELSE p.phase END = $4
                        AND ($4 <> 'OPEN' OR c.configuration_name IS NOT NULL AND %s))
                   AND ($5::boolean IS NULL OR (p.acknowledged_at IS NOT NULL) = $5)
                   AND ($6::text IS NULL OR coalesce(c.configuration_name = $6, false)) AS fits
            FROM (SELECT p.id, p.posted_at, p.configuration_id, p.matter, p.phase, p.resolved_at, p.acknowledged_at
                  FROM posting p
                  WHERE %s AND (p.posted_at, p.id) < ($1, $2)
                  ORDER BY p.posted_at DESC, p.id DESC LIMIT $3) p
            LEFT JOIN LATERAL (SELECT c.configuration_name FROM configuration c WHERE c.id = p.configuration_id OFFSET 0) c
                ON true""";
    static final String OF_ALL = WALK.formatted(IS_NEWEST, "p.phase IS NOT NULL");
    static final String OF_UNTAKEN = WALK.formatted(IS_NEWEST, UNTAKEN);

    /** How many nobody has taken, counted among so many. */
    static final String COUNT_UNTAKEN = """
            SELECT count(*) AS looked_at,
                   count(*) FILTER (WHERE (SELECT c.id FROM configuration c WHERE c.id = p.configuration_id) IS NOT NULL AND %s)
                       AS untaken
            FROM (SELECT p.id, p.configuration_id, p.matter FROM posting p WHERE %s
                  ORDER BY p.posted_at DESC, p.id DESC LIMIT $1) p""".formatted(IS_NEWEST, UNTAKEN);

    private final SurePlans statements;

    PostingSearch(SurePlans statements) {
        this.statements = statements;
    }

    /** @param nextToken null on the last page */
    record Found(List<UUID> ids, String nextToken) {
    }

    private record Walked(String key, UUID id, boolean fits) {

        static Walked of(Row row) {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Rows.instant(row, "posted_at"));
            return new Walked(micros + "." + row.getUUID("id"), row.getUUID("id"), row.getBoolean("fits"));
        }
    }

    Uni<Found> find(Wanted wanted, Paging<String> paging) {
        Matcher after = KEY.matcher(paging.after());
        boolean isFirst = !after.matches();
        Instant before = isFirst ? Instant.parse("9999-12-31T00:00:00Z")
                : Instant.EPOCH.plus(Long.parseLong(after.group(1)), ChronoUnit.MICROS);
        UUID id = isFirst ? new UUID(-1, -1) : UUID.fromString(after.group(2));
        Tuple parameters = Tuple.tuple().addOffsetDateTime(Rows.time(before)).addUUID(id).addInteger(WALKED)
                .addString(wanted.phase().map(Enum::name).orElse(null)).addBoolean(wanted.isAcknowledged().orElse(null))
                .addString(wanted.configurationName().orElse(null));
        return (wanted.isOfUntaken() ? statements.query(OF_UNTAKEN, parameters) : ofAll(parameters))
                .map(rows -> found(Rows.all(rows, Walked::of), paging));
    }

    /** The index of all is by their time alone; those that nobody has taken have one of their own, which is to be used. */
    private Uni<RowSet<Row>> ofAll(Tuple parameters) {
        return statements.with(connection -> connection.preparedQuery(SurePlans.SORT_IN_PART).execute()
                .chain(() -> connection.preparedQuery(OF_ALL).execute(parameters)));
    }

    private static Found found(List<Walked> walked, Paging<String> paging) {
        List<Walked> fits = walked.stream().filter(Walked::fits).limit(paging.rows()).toList();
        String token = paging.nextToken(fits, Walked::key);
        boolean isEnd = walked.size() < WALKED;
        return new Found(paging.page(fits).stream().map(Walked::id).toList(),
                token == null && !isEnd ? paging.token(walked.get(walked.size() - 1).key()) : token);
    }
}
