package dev.tocsin.chaos;

import java.util.Locale;

/**
 * Something that happened to a process.
 *
 * @param at and until, as {@link System#nanoTime()}
 * @param whom {@code database}, or a replica's name
 */
record TroubleEvent(Trouble trouble, String whom, long at, long until) {

    String words(long start) {
        return String.format(Locale.ROOT, "%5.1f s, for %4.1f s: %s (%s)", (at - start) / 1e9, (until - at) / 1e9,
                trouble.name().toLowerCase(Locale.ROOT).replace('_', ' '), whom);
    }
}
