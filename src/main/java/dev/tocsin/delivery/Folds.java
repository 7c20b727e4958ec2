package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.Form;
import dev.tocsin.delivery.Digest.Told;
import dev.tocsin.delivery.Digests.Next;
import dev.tocsin.delivery.Digests.Several;
import dev.tocsin.delivery.Digests.Singly;
import dev.tocsin.delivery.GroupCommit.Limits;
import dev.tocsin.delivery.Matters.Lately;
import dev.tocsin.delivery.Matters.Stand;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Decides which messages are shown by themselves and which are kept, since their matter has been shown often enough of late,
 * and makes one message of those that were kept.
 */
@ApplicationScoped
class Folds {

    private static final int MOST_MATTERS = 20_000;
    private static final int MOST_MESSAGES = 200_000;
    /** Of so many matters something is kept in a lane at a time; a claim brings twice as many along, so that none is missed. */
    static final int MOST_KEPT = 500;

    private final Matters matters = new Matters(MOST_MATTERS, MOST_MESSAGES);
    private final Meaning meaning;
    private final HistoryLink history;
    private final MeterRegistry meters;
    private final Duration lease;
    private final GroupCommit<Folded, Boolean> commits;

    Folds(FoldStatement statement, Meaning meaning, HistoryLink history, DeliveryConfig config, MeterRegistry meters) {
        this.meaning = meaning;
        this.history = history;
        this.meters = meters;
        this.lease = config.lease();
        this.commits = new GroupCommit<>(Limits.ofLanes(), statement::fold);
    }

    /** What becomes of a message whose turn has come. */
    sealed interface Verdict {
    }

    /**
     * It is shown by itself.
     *
     * @param notice what it means, if that had to be asked already
     * @param matter what it is about, if that is counted
     */
    record Show(Claim claim, Optional<Notice> notice, Optional<String> matter) implements Verdict {
    }

    /**
     * It is kept, and shown with what else comes of its matter.
     *
     * @param shownAs how severe its matter was when it was shown last
     * @param isWorse so that all that is kept of it is shown now
     */
    record Keep(Claim claim, String matter, Severity shownAs, boolean isWorse) implements Verdict {
    }

    /** @param kept of the same run so far */
    Verdict judge(Run run, Claim claim, List<Keep> kept) {
        return judge(run, claim, Optional.empty(), kept);
    }

    /** @param known what the message means, if that was asked already */
    Verdict judge(Run run, Claim claim, Optional<Notice> known, List<Keep> kept) {
        if (run.storm().isPresent() || claim.folding().after() == 0) {
            return new Show(claim, known, Optional.empty());
        }
        Optional<Notice> notice = known.or(() -> read(claim));
        Optional<String> matter = notice.flatMap(MatterKey::of);
        if (matter.isEmpty() || !mayBeKept(claim)) {
            return new Show(claim, notice, matter);
        }
        Optional<Severity> folding = folding(run, matter.get(), kept);
        Optional<Severity> shownAs = run.folding().size() < MOST_KEPT ? folding.or(() -> shownOftenAs(claim, matter.get()))
                : folding;
        boolean isWorse = shownAs.filter(as -> isWorse(notice.get().severity(), as)).isPresent();
        // What gets worse takes along what is kept already, so that nothing overtakes it.
        return shownAs.isEmpty() || isWorse && folding.isEmpty() ? new Show(claim, notice, matter)
                : new Keep(claim, matter.get(), shownAs.get(), isWorse);
    }

    /** People are waiting for that; what gets better, or is told again, waits for them. */
    private static boolean isWorse(Severity now, Severity before) {
        return now.compareTo(Severity.HIGH) <= 0 && now.compareTo(before) < 0;
    }

    /** A fault of ours is told by the one who sends it. */
    private Optional<Notice> read(Claim claim) {
        try {
            return Optional.of(meaning.of(claim.message()));
        } catch (RuntimeException fault) {
            Log.debugf(fault, "Cannot tell whether delivery=%d repeats what was shown", claim.deliveryId());
            return Optional.empty();
        }
    }

    /** Once is enough, and what may be in the chat already, or was refused there, is shown by itself. */
    private static boolean mayBeKept(Claim claim) {
        return claim.folding().matter().isEmpty() && claim.form() == Form.FULL && claim.interruptions() == 0;
    }

    /** As what the matter was shown last, if something of it is kept. */
    private static Optional<Severity> folding(Run run, String matter, List<Keep> kept) {
        return kept.stream().filter(keep -> keep.matter().equals(matter)).map(Keep::shownAs).findFirst()
                .or(() -> Optional.ofNullable(run.folding().get(matter)));
    }

    /** As what the matter was shown last, if that was often enough. A destination that fails is tried with whatever is next. */
    private Optional<Severity> shownOftenAs(Claim claim, String matter) {
        Lately lately = matters.lately(claim.laneId(), matter, claim.claimedAt());
        boolean isEnough = lately.messages() >= Math.min(claim.folding().after(), Matters.MOST_COUNTED);
        return lately.last().filter(last -> isEnough && claim.laneFailures() == 0 && !claim.address().isShut())
                .map(Stand::severity);
    }

    /** One message for what was kept of one matter. It reads all of it, so it is not for an event loop. */
    Next together(List<Claim> claims) {
        Claim first = claims.get(0);
        List<Claim> fit = claims.stream().filter(Digests::fits).toList();
        if (fit.size() < 2 || !Digests.fits(first)) {
            return new Singly(Digests.fits(first) ? claims : claims.stream().filter(claim -> !Digests.fits(claim)).toList());
        }
        List<Told> told = fit.stream().map(claim -> new Told(claim.message().publishedAt(), meaning.of(claim.message())))
                .sorted(Comparator.comparing(Folds::stoodAt)).toList();
        List<Stand> stands = told.stream().map(one -> Stand.of(one.notice())).toList();
        String matter = first.folding().matter().orElseThrow();
        int changes = matters.lately(first.laneId(), matter, first.claimedAt()).changesWith(stands);
        UUID id = UUID.randomUUID();
        return new Several(id, fit, FoldedNotice.of(told, changes, history.of(id)),
                claims.stream().filter(claim -> !Digests.fits(claim)).toList(),
                Optional.of(new Repeated(matter, stands)), belongings(fit));
    }

    /** Where a state has a time of its own it counts, whenever its message was published. */
    private static Instant stoodAt(Told told) {
        return told.notice().standing().isPresent() ? Belonging.at(told.notice(), told.publishedAt()) : told.publishedAt();
    }

    /** The oldest state first. */
    private List<Belonging> belongings(List<Claim> fit) {
        return fit.stream().flatMap(claim -> Belonging.of(claim, meaning.of(claim.message())).stream())
                .sorted(Comparator.comparing(belonging -> belonging.state().at())).toList();
    }

    /** The chat took it. */
    void shown(Show show) {
        show.matter().ifPresent(matter -> matters.shown(show.claim().laneId(), matter, show.claim().claimedAt(),
                List.of(Stand.of(show.notice().orElseThrow()))));
    }

    /** The chat took it. */
    void shown(Several several) {
        Claim first = several.claims().get(0);
        several.repeated().ifPresent(repeated -> matters.shown(first.laneId(), repeated.matter(), first.claimedAt(),
                repeated.stands()));
    }

    /** Tried until the lease lapses, since whatever lapses with it counts as interrupted. */
    Uni<Void> keep(Folded folded) {
        return commits.insist(folded, lease).invoke(isWritten -> {
            if (isWritten) {
                folded.kept().forEach(this::count);
            }
        }).replaceWithVoid();
    }

    private void count(Keep keep) {
        Claim claim = keep.claim();
        Counter.builder("tocsin.delivery.folded").description("Messages that are kept to be shown together")
                .tag("kind", claim.address().kind()).register(meters).increment();
        Log.infof("Kept to be shown with others messageId=%s configuration=%s delivery=%d", claim.message().messageId(),
                claim.configurationName(), claim.deliveryId());
    }
}
