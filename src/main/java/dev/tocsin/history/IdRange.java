package dev.tocsin.history;

/** Ids between these two, which are none of them. */
record IdRange(long above, long below) {
}
