package dev.tocsin.delivery;

/** How one try to send a delivery ended; kept for the history. */
public enum AttemptResult {
    /** The destination took it. */
    DELIVERED,
    /** The destination asked us to slow down. */
    RATE_LIMITED,
    /** It may succeed later. */
    FAILED,
    /** It would be refused again. */
    REJECTED,
    /** The process ended while it was being sent; it may have arrived. */
    INTERRUPTED
}
