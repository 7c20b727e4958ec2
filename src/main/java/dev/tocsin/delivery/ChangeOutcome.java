package dev.tocsin.delivery;

import java.util.Optional;

import dev.tocsin.chat.Edit;
import dev.tocsin.chat.Edit.Changed;
import dev.tocsin.chat.Edit.Closed;
import dev.tocsin.chat.Edit.Frozen;
import dev.tocsin.chat.Edit.Gone;
import dev.tocsin.chat.Edit.Later;
import dev.tocsin.chat.Edit.Refused;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.RetryAfter;

/** What follows for a delivery that was to be shown by changing a message. */
final class ChangeOutcome {

    private static final int OK = 200;

    private ChangeOutcome() {
    }

    static Outcome of(Edit change, String reference) {
        if (change instanceof Changed) {
            return new Delivered(OK, Optional.of(reference),
                    Optional.of(LiveMessages.BY_CHANGING + ", since nothing can be said in its thread"));
        }
        if (change instanceof Gone gone) {
            return new Rejected(OK, gone.reason(), Fault.ROOT);
        }
        if (change instanceof Frozen frozen) {
            return new Rejected(OK, frozen.reason(), Fault.ROOT);
        }
        if (change instanceof Refused refused) {
            return new Rejected(OK, refused.reason(), Fault.CONTENT);
        }
        if (change instanceof Later later) {
            return new RetryAfter(OK, later.reason(), later.delay(), later.isTooFast(), false);
        }
        Closed closed = (Closed) change;
        return new Rejected(OK, closed.reason(), closed.fault(), closed.advice());
    }
}
