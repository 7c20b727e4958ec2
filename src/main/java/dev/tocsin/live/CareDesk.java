package dev.tocsin.live;

import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import dev.tocsin.audit.Actor;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.Problems;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;

/** What whoever sent the request under way does about matters. What cannot be done is a problem. */
@Singleton
public class CareDesk {

    private final MatterCare care;
    private final CurrentIdentityAssociation identity;

    CareDesk(MatterCare care, CurrentIdentityAssociation identity) {
        this.care = care;
        this.identity = identity;
    }

    /** @param from by which way the request came */
    public Uni<Void> act(String id, CareAction action, String from) {
        UUID posting = posting(id);
        return identity.getDeferredIdentity()
                .chain(who -> care.act(posting, action, Caretaker.of(Actor.of(who), from), Optional.empty()))
                .invoke(answer -> problem(posting, answer).ifPresent(problem -> {
                    throw problem;
                })).replaceWithVoid();
    }

    /** What is so already is no problem. */
    static Optional<ProblemException> problem(UUID posting, CareAnswer answer) {
        return switch (answer.result()) {
            case DONE, ALREADY, HEARD_BEFORE -> Optional.empty();
            case UNKNOWN -> Optional.of(Problems.notFound("There is no message " + posting + " that stands for a matter."));
            case ABANDONED -> Optional.of(Problems.conflict("configuration-gone", answer.words()));
            case NOT_NOW, ELSEWHERE -> Optional.of(Problems.conflict("not-open", answer.words()));
        };
    }

    private static UUID posting(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException other) {
            throw Problems.invalid("id", "must be a UUID, as a delivery tells it as postingId", id);
        }
    }
}
