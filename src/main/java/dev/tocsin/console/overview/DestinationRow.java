package dev.tocsin.console.overview;

import java.time.Instant;

import dev.tocsin.console.ApiPath;
import dev.tocsin.console.Light;
import dev.tocsin.console.StateLights;
import dev.tocsin.history.DestinationLight;
import dev.tocsin.history.Destinations.DestinationStanding;

/** A destination as the overview shows it. */
record DestinationRow(DestinationStanding it) {

    public String page() {
        return ApiPath.inConsole(it.link());
    }

    public Light light() {
        return StateLights.ofDestination(it.light());
    }

    public Instant deliveredAt() {
        return it.lastDelivered() == null ? null : it.lastDelivered().at();
    }

    /** What a person wants to know first: what holds it up, else why it failed last. */
    public String because() {
        if (it.held() != null) {
            return it.held().because();
        }
        if (it.stateReason() != null) {
            return it.stateReason();
        }
        return it.lastFailure() != null && it.lastFailure().isLast() ? it.lastFailure().reason() : null;
    }

    /** What to do, unless what holds it up says so already; null if there is nothing to say. */
    public String advice() {
        boolean isSaid = it.stateAdvice() == null || because() != null && because().contains(it.stateAdvice());
        return isSaid ? null : it.stateAdvice();
    }

    public String waiting() {
        return it.waiting().count() + (it.waiting().hasMore() ? "+" : "");
    }

    public boolean needsAPerson() {
        return needsAPerson(it.light());
    }

    static boolean needsAPerson(DestinationLight light) {
        return light == DestinationLight.SHUT || light == DestinationLight.TROUBLE;
    }

}
