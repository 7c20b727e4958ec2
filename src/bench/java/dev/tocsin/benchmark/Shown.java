package dev.tocsin.benchmark;

/**
 * A message that a chat was posted.
 *
 * @param lane the number of the configuration, which stands in the webhook's URL or in the channel's id
 * @param at by {@link System#nanoTime}
 */
record Shown(int lane, int number, long at) {
}
