package dev.tocsin.delivery;

import java.util.List;

import dev.tocsin.delivery.Matters.Stand;
import dev.tocsin.notice.Severity;

/**
 * What one message shows of a matter that repeats.
 *
 * @param stands how the matter stood, one for each delivery, in the order of publication
 */
record Repeated(String matter, List<Stand> stands) {

    Repeated {
        stands = List.copyOf(stands);
    }

    /** How it stands now. */
    Severity newest() {
        return stands.get(stands.size() - 1).severity();
    }
}
