package dev.tocsin.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;

import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.secret.UnopenableSecret;
import io.vertx.ext.web.RoutingContext;

/**
 * What a page sends along with a change to prove that it is one of ours, given to the person who sends it: no other site can
 * read it off a page. It is sealed and not stored, so every replica knows it.
 */
@Singleton
public final class FormTokens {

    /** The header that all changes have it in. */
    public static final String HEADER = "X-Tocsin-Form";

    static final Duration LIFE = Duration.ofHours(24);

    private static final String CONTEXT = "console form";
    private static final int LONGEST = 4_096;

    private final SecretSealer sealer;
    private final Clock clock;

    FormTokens(SecretSealer sealer, Clock clock) {
        this.sealer = sealer;
        this.clock = clock;
    }

    /** What there is to say of a token. */
    enum Verdict {
        GOOD,
        /** We gave it, but too long ago, or to somebody else who used this browser before. */
        STALE,
        MISSING,
        FORGED,
        NO_KEY
    }

    /**
     * One for the pages that this visitor is shown now. Empty where no key is set to seal it with: pages can be read then, and
     * changes are refused with what to set.
     */
    public String issue(Visitor visitor) {
        return sealer.currentKey().isEmpty() ? ""
                : sealer.seal(Secret.of(clock.instant().getEpochSecond() + "\n" + owner(visitor)), CONTEXT);
    }

    Verdict check(RoutingContext request, Visitor visitor) {
        return check(request.request().getHeader(HEADER), visitor);
    }

    /** @param token null if there is none */
    Verdict check(String token, Visitor visitor) {
        if (sealer.currentKey().isEmpty()) {
            return Verdict.NO_KEY;
        }
        if (token == null || token.isBlank()) {
            return Verdict.MISSING;
        }
        if (token.length() > LONGEST) {
            return Verdict.FORGED;
        }
        try {
            String[] opened = sealer.open(token, CONTEXT).reveal().split("\n", 2);
            Instant issued = Instant.ofEpochSecond(Long.parseLong(opened[0]));
            boolean isTheirs = opened[1].equals(owner(visitor));
            return isTheirs && issued.plus(LIFE).isAfter(clock.instant()) ? Verdict.GOOD : Verdict.STALE;
        } catch (UnopenableSecret damaged) {
            return Verdict.FORGED;
        }
    }

    /** No name has a line break. */
    private static String owner(Visitor visitor) {
        return visitor.kind() + "\n" + visitor.name();
    }
}
