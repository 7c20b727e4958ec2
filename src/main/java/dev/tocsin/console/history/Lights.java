package dev.tocsin.console.history;

import java.util.Locale;

import dev.tocsin.console.Light;
import dev.tocsin.history.Histories.DeliveryStanding;
import dev.tocsin.history.Histories.Standing;
import dev.tocsin.notice.Severity;

/** How the words of the history look. */
public final class Lights {

    private Lights() {
    }

    public static Light of(Standing state) {
        return switch (state) {
            case DELIVERED -> Light.good("Delivered");
            case PENDING -> Light.warn("Under way");
            case DEAD -> Light.bad("Given up");
            case UNHEARD -> Light.warn("Nobody hears it");
            case RECORDED -> Light.calm("Recorded");
            case REFUSED -> Light.bad("Refused");
        };
    }

    public static Light of(DeliveryStanding state) {
        return switch (state) {
            case DELIVERED -> Light.good("Delivered");
            case PENDING -> Light.warn("Waiting");
            case SENDING -> Light.warn("Being sent");
            case DEAD -> Light.bad("Given up");
        };
    }

    public static Light of(Severity severity) {
        String word = severity.name().charAt(0) + severity.name().substring(1).toLowerCase(Locale.ROOT);
        return switch (severity) {
            case CRITICAL, HIGH -> Light.bad(word);
            case MEDIUM -> Light.warn(word);
            case LOW, INFO -> Light.calm(word);
            case GOOD -> Light.good(word);
        };
    }
}
