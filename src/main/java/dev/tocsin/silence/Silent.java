package dev.tocsin.silence;

import java.time.Instant;

/**
 * Something that is silent.
 *
 * @param subject a topic's ARN or a configuration's name
 * @param why in a clause, and what to do if anybody can say
 */
record Silent(String subject, Instant since, String why) {

    private static final int LONGEST = 500;

    Silent {
        String line = why.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        why = line.length() <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST / 2)) + "…";
    }
}
