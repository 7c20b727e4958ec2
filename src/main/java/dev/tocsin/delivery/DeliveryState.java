package dev.tocsin.delivery;

/** Where a delivery stands. */
public enum DeliveryState {
    /** It is under way, or waits for its turn. */
    PENDING,
    /** The destination took it. */
    DELIVERED,
    /** It is given up; only a redelivery brings it back. */
    DEAD
}
