package dev.tocsin.delivery;

import java.time.Duration;
import java.util.ArrayList;
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
 * one that was refused in full form, or one digest of all that was claimed.
 */
@ApplicationScoped
class Digests {

    /** So many messages go before a digest by themselves; were there no bound, the others would never be shown. */
    static final int URGENT_FIRST = 5;
    /** Between two digests, so that they do not become a storm themselves. */
    static final Duration QUIET = Duration.ofSeconds(5);
    /** Below this a digest has taken all that was due. */
    private static final int MUCH = 500;

    private final Meaning meaning;

    Digests(Meaning meaning) {
        this.meaning = meaning;
    }

    /** What is posted next. */
    sealed interface Next {

        /** What was claimed and is not part of it, and so is given back. */
        List<Claim> others();
    }

    /** One message as ever. */
    record Single(Claim claim, boolean isUrgent, List<Claim> others) implements Next {
    }

    /** One message for several deliveries. */
    record Several(UUID id, List<Claim> claims, Notice notice, List<Claim> others) implements Next {

        Posting posting() {
            return new Posting(claims.get(0).deliveryId(), notice, Form.FULL, Optional.empty());
        }

        /** How long the lane is left alone after it; not at all if more is to follow. */
        Duration quiet() {
            return claims.size() < MUCH && others.isEmpty() ? QUIET : Duration.ZERO;
        }
    }

    /** Reads all messages, which takes some hundredths of a second, so it is not for an event loop. */
    Next next(List<Claim> claims, Storm storm) {
        // What a chat did not take in full form is tried by itself, so that it spoils no digest.
        List<Claim> full = claims.stream().filter(claim -> claim.form() == Form.FULL).toList();
        if (full.size() < 2) {
            return single(claims.get(0), claims);
        }
        List<Claim> refused = claims.stream().filter(claim -> claim.form() != Form.FULL).toList();
        // One place is kept for it, or it would wait as long as there is enough for a digest.
        int critical = refused.isEmpty() ? URGENT_FIRST : URGENT_FIRST - 1;
        List<Told> told = new ArrayList<>();
        for (Claim claim : full) {
            Notice notice = meaning.of(claim.message());
            if (notice.severity() == Severity.CRITICAL && storm.urgent() < critical) {
                return single(claim, true, claims);
            }
            told.add(new Told(claim.message().publishedAt(), notice));
        }
        if (!refused.isEmpty() && storm.urgent() < URGENT_FIRST) {
            return single(refused.get(0), true, claims);
        }
        UUID id = UUID.randomUUID();
        return new Several(id, full, Digest.of(told, id), refused);
    }

    /** One of what was claimed, whatever it says. */
    static Single single(Claim claim, List<Claim> claims) {
        return single(claim, false, claims);
    }

    private static Single single(Claim claim, boolean isUrgent, List<Claim> claims) {
        return new Single(claim, isUrgent, claims.stream().filter(other -> other.deliveryId() != claim.deliveryId()).toList());
    }
}
