package dev.tocsin.command.offer;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A button below a notification that gives a command.
 *
 * @param delivery which notification, and which configuration showed it
 * @param id which of its buttons
 */
public record PressedOffer(long delivery, String id) {

    private static final String PREFIX = "tocsin-offer-";
    private static final Pattern ID = Pattern.compile("\\.?[A-Za-z0-9_-]{1,64}");
    private static final Pattern DELIVERY = Pattern.compile("[1-9][0-9]{0,17}");

    /** Empty if it is none of these. */
    public static Optional<PressedOffer> of(String actionId, String value) {
        boolean isOne = actionId.startsWith(PREFIX) && ID.matcher(actionId.substring(PREFIX.length())).matches()
                && DELIVERY.matcher(value).matches();
        return isOne ? Optional.of(new PressedOffer(Long.parseLong(value), actionId.substring(PREFIX.length())))
                : Optional.empty();
    }
}
