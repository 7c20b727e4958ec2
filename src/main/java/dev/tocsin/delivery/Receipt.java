package dev.tocsin.delivery;

/** What became of a notification that was handed in. Both are good news for SNS. */
public enum Receipt {
    /** It is stored, and so is a delivery for each configuration that hears its topic. */
    COMMITTED,
    /** It was stored before. */
    DUPLICATE
}
