package dev.tocsin.console.history;

import java.util.Locale;

import dev.tocsin.history.Histories.RefusalHistory;
import dev.tocsin.history.WhyUnheard;

/** A request that was not taken, and what to do about it. */
record RefusalRow(RefusalHistory it) {

    /** For instance {@code raw delivery}. */
    public String reason() {
        return it.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public WhyUnheard why() {
        return WhyUnheard.of(it.reason());
    }
}
