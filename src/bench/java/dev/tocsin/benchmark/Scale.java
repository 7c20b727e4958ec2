package dev.tocsin.benchmark;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds of each figure, of which the median is taken
 * @param warmUp after which time no further round is run for warming up
 * @param letters that are signed before anything is measured
 * @param intake the longest that one round of intake takes
 * @param inserts how long pgbench runs beside it
 * @param lanePosts how many messages one lane is given; many lanes get four times as many altogether
 * @param paced how long messages come at a fixed rate
 * @param backlog the larger number of deliveries that wait elsewhere
 * @param storm how many notifications one channel is given, {@value StormPart#PER_MINUTE} a minute
 * @param hanging how long messages come to a healthy lane beside those that hang, and how long they may take after that
 */
record Scale(int rounds, Duration warmUp, int letters, Duration intake, Duration inserts, int lanePosts, Duration paced,
        int backlog, int storm, Duration hanging) {

    static final Scale QUICK = new Scale(1, Duration.ofSeconds(30), 10_000, Duration.ofSeconds(2), Duration.ofSeconds(2), 500,
            Duration.ofSeconds(4), 200_000, 2_000, Duration.ofSeconds(6));
    static final Scale FULL = new Scale(3, Duration.ofMinutes(1), 40_000, Duration.ofSeconds(6), Duration.ofSeconds(5), 5_000,
            Duration.ofSeconds(15), 1_000_000, 10_000, Duration.ofSeconds(30));
}
