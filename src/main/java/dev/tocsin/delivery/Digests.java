package dev.tocsin.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.Form;
import dev.tocsin.chat.Posting;
import dev.tocsin.delivery.Digest.Told;
import dev.tocsin.delivery.Run.Storm;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;

/**
 * Decides what is posted next of a lane in which more waits than its destination can show one by one: a message that is urgent,
 * one that no digest should have in it, or one digest of all that was claimed.
 */
@ApplicationScoped
class Digests {

    /** So many messages go before a digest by themselves; were there no bound, the others would never be shown. */
    static final int URGENT_FIRST = 5;
    /** Between two digests, so that they do not become a storm themselves. */
    static final Duration QUIET = Duration.ofSeconds(5);
    /** Where no digest can be made. It is looked at anew now and then, since one may be by then. */
    static final int MOST_SINGLY = 20;
    /** Below half of what a claim takes a digest has taken all that was due. */
    private static final int MUCH = 500;
    private static final long MUCH_BYTES = Claims.MOST_BYTES_OF_A_LANE / 2;
    /** What was under way so often when the process ended is suspected of that, and has to show it by itself. */
    private static final int SUSPECTED = 2;

    private final Meaning meaning;
    private final HistoryLink history;

    Digests(Meaning meaning, HistoryLink history) {
        this.meaning = meaning;
        this.history = history;
    }

    /** What is posted next. */
    sealed interface Next {
    }

    /** These by themselves, one after the other, and then it is looked at anew. */
    record Singly(List<Claim> claims) implements Next {

        Singly {
            claims = claims.stream().limit(MOST_SINGLY).toList();
        }
    }

    /**
     * One message for several deliveries.
     *
     * @param others what was claimed and is not part of it, and so is given back
     * @param repeated if all of them are of one matter, and it is shown as it repeats
     * @param belongings to which matters that go on they belong, the oldest state first; of one matter alone the newest
     */
    record Several(UUID id, List<Claim> claims, Notice notice, List<Claim> others, Optional<Repeated> repeated,
            List<Belonging> belongings)
            implements
                Next {

        /** What this one was settled as. */
        Settlement settled(Settlement one) {
            return repeated.isPresent() ? one.togetherWith(claims.size() - 1) : one.inDigestOf(claims.size(), quiet());
        }

        /** It is none of its deliveries: whoever looks for one of them has to find what shows that alone. */
        Posting posting() {
            return new Posting(0, notice, Form.FULL, Optional.empty());
        }

        /** How long the lane is left alone after it; not at all if more is to follow. */
        Duration quiet() {
            boolean isMuch = claims.size() >= MUCH || claims.stream().mapToLong(Claim::bytes).sum() >= MUCH_BYTES;
            return isMuch || !others.isEmpty() || repeated.isPresent() ? Duration.ZERO : QUIET;
        }
    }

    /** Reads all messages, which takes some hundredths of a second, so it is not for an event loop. */
    Next next(List<Claim> claims, Storm storm) {
        List<Claim> fit = claims.stream().filter(Digests::fits).toList();
        if (fit.size() < 2) {
            return new Singly(claims);
        }
        List<Claim> unfit = claims.stream().filter(claim -> !fits(claim)).toList();
        int places = URGENT_FIRST - storm.urgent();
        // One place is kept for what does not fit, or it would wait as long as there is enough for a digest.
        int placesOfCritical = unfit.isEmpty() ? places : places - 1;
        List<Told> told = new ArrayList<>();
        List<Belonging> belongings = new ArrayList<>();
        List<Claim> first = new ArrayList<>();
        for (Claim claim : fit) {
            Notice notice = meaning.of(claim.message());
            if (notice.severity() == Severity.CRITICAL && first.size() < placesOfCritical) {
                first.add(claim);
            }
            told.add(new Told(claim.message().publishedAt(), notice));
            Belonging.of(claim, notice).ifPresent(belongings::add);
        }
        unfit.stream().limit(Math.max(0, places - first.size())).forEach(first::add);
        if (!first.isEmpty()) {
            return new Singly(first);
        }
        UUID id = UUID.randomUUID();
        return new Several(id, fit, Digest.of(told, history.of(id)), unfit, Optional.empty(),
                belongings.stream().sorted(Comparator.comparing(belonging -> belonging.state().at())).toList());
    }

    /**
     * Neither what a chat did not take in full form nor what may end the process: it is tried by itself, and spoils no digest.
     */
    static boolean fits(Claim claim) {
        return claim.form() == Form.FULL && claim.interruptions() < SUSPECTED;
    }
}
