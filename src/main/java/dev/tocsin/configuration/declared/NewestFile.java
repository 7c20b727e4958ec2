package dev.tocsin.configuration.declared;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Which of the files that replicas hold is the newest: the one row of {@code declaration}. While a rollout is under way, or a
 * folder is not yet mounted anew everywhere, replicas hold different ones, and each may be started again at any time.
 *
 * <p>
 * A file that was never applied is newer than the applied one, and one that the applied one came after is older. An older one
 * is applied all the same where somebody put it back before our eyes, and when nobody has answered for the applied one for a
 * minute: that is what a rollback looks like. All in the transaction under way.
 */
final class NewestFile {

    /** Longest that one is remembered to be older. */
    private static final int REMEMBERED = 100;

    /** Locked, so that replicas take turns. The time is that of the look and not of the transaction, which may have waited. */
    private static final String STANDING = """
            SELECT CASE WHEN sha256 = ?1 THEN 'APPLIED'
                        WHEN sha256 IS NULL OR NOT (?1 = ANY (earlier)) THEN 'NEWER'
                        WHEN sha256 = ?2 THEN 'PUT_BACK'
                        WHEN confirmed_until < clock_timestamp() THEN 'ALONE'
                        ELSE 'OLDER' END
            FROM declaration FOR UPDATE""";

    private static final String REMEMBER = """
            UPDATE declaration
            SET sha256 = ?1, applied_at = now(), confirmed_until = clock_timestamp() + interval '1 minute',
                earlier = CASE WHEN sha256 IS NULL OR sha256 = ?1 THEN array_remove(earlier, ?1)
                               ELSE array_append(array_remove(array_remove(
                                        CASE WHEN cardinality(earlier) >= ?2 THEN array_remove(earlier, earlier[1])
                                             ELSE earlier END, ?1), sha256), sha256) END""";

    private static final String IS_APPLIED = "SELECT coalesce(sha256 = ?1, false) FROM declaration";

    /** Waits for nobody who is just applying another: then it is noticed the next time. */
    private static final String CONFIRM = """
            UPDATE declaration SET confirmed_until = clock_timestamp() + interval '1 minute'
            WHERE only_one IN (SELECT only_one FROM declaration WHERE sha256 = ?1 FOR UPDATE SKIP LOCKED)""";

    private static final String WAIT = "SELECT only_one FROM declaration FOR SHARE";

    private NewestFile() {
    }

    /** How a file stands to the one that is applied. */
    enum Standing {
        /** It is the one. */
        APPLIED,
        NEWER,
        /** Older, and put in the place of the applied one while this replica was looking. */
        PUT_BACK,
        /** Older, and nobody answers for the applied one any more. */
        ALONE,
        /** Older than one that somebody holds. */
        OLDER
    }

    /** Waits for whoever is applying one, and keeps others from it until the transaction ends. */
    static Uni<Standing> standing(Held held) {
        return Panache.getSession().chain(session -> session.createNativeQuery(STANDING, String.class)
                .setParameter(1, held.sha256()).setParameter(2, held.before()).getSingleResult()).map(Standing::valueOf);
    }

    static Uni<Void> remember(String sha256) {
        return Panache.getSession().chain(session -> session.createNativeQuery(REMEMBER).setParameter(1, sha256)
                .setParameter(2, REMEMBERED).executeUpdate()).replaceWithVoid();
    }

    /** Says that this replica holds that file; false if another one is applied. */
    static Uni<Boolean> confirm(String sha256) {
        return Panache.getSession().chain(session -> session.createNativeQuery(IS_APPLIED, Boolean.class)
                .setParameter(1, sha256).getSingleResult()
                .call(isApplied -> isApplied
                        ? session.createNativeQuery(CONFIRM).setParameter(1, sha256).executeUpdate()
                        : Uni.createFrom().item(0)));
    }

    /** Until nobody is applying one. */
    static Uni<Void> settled() {
        return Panache.getSession().chain(session -> session.createNativeQuery(WAIT, Boolean.class).getSingleResult())
                .replaceWithVoid();
    }
}
