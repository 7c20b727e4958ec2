package dev.tocsin.live;

import java.util.Optional;

import dev.tocsin.delivery.LiveMessage;
import dev.tocsin.delivery.LiveMessage.ByPerson;
import dev.tocsin.live.CareAnswer.Result;
import dev.tocsin.notice.Standing.Phase;

/** What can be done about a matter as it stands. */
final class CareRules {

    private CareRules() {
    }

    /** Why something cannot be done, or need not be done again; empty if it can. */
    static Optional<CareAnswer> objection(CareAction action, LiveMessage message) {
        Phase phase = message.state().standing().phase();
        if (phase != Phase.OPEN) {
            return notNow(phase == Phase.OVER ? "It is over by itself: " : "Nothing is open there: ", message);
        }
        Optional<ByPerson> resolved = message.care().resolved();
        return switch (action) {
            case ACKNOWLEDGE -> resolved.isPresent() ? notNow(resolved.get().name() + " has resolved it: it was ", message)
                    : message.care().acknowledged().map(by -> already(by.name() + " has acknowledged it already."));
            case RESOLVE -> resolved.map(by -> already(by.name() + " has resolved it already."));
            case REOPEN -> resolved.isPresent() ? Optional.empty() : Optional.of(already("It is open already."));
        };
    }

    private static CareAnswer already(String words) {
        return new CareAnswer(Result.ALREADY, words);
    }

    private static Optional<CareAnswer> notNow(String words, LiveMessage message) {
        return Optional.of(new CareAnswer(Result.NOT_NOW, words + message.state().standing().state() + "."));
    }
}
