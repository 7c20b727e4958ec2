package dev.tocsin.benchmark;

/**
 * What a chat was posted to a command.
 *
 * @param number of the command whose answer it shows; -1 if it shows none
 * @param thread number of the command in whose thread it stands; -1 if it stands in none
 * @param things of how many things it says that it tells; -1 if it says nothing of that
 * @param at by {@link System#nanoTime}
 */
record PostedAnswer(int number, int thread, int things, long at) {
}
