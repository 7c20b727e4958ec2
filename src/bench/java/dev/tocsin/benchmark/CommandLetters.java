package dev.tocsin.benchmark;

import java.util.List;

/**
 * Commands that are about to be sent.
 *
 * @param things how many each wants to be told of
 * @param areSlashCommands which have no message of their own, so that they get one
 */
record CommandLetters(List<Letter> letters, int things, boolean areSlashCommands) {

    int size() {
        return letters.size();
    }
}
