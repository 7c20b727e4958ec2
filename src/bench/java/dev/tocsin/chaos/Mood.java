package dev.tocsin.chaos;

import java.util.random.RandomGenerator;

/** What a chat does with a post. */
enum Mood {
    /** Takes it. */
    WELL(0),
    /** Takes it and answers late, though in time. */
    SLOW(12),
    /** 500 or 503, and does not take it. */
    FAULT(3),
    /** 502, and may have taken it. */
    LOST_SIGHT(2),
    /** 429 with Retry-After. */
    TOO_FAST(2),
    /** Refuses the content. */
    REFUSES(1),
    /** Never answers, and may have taken it. */
    HANGS(2),
    /** Cuts the connection. */
    CUTS(2),
    /** Takes it and cuts the connection. */
    TAKES_AND_CUTS(2);

    private final int percent;

    Mood(int percent) {
        this.percent = percent;
    }

    static Mood any(RandomGenerator chance) {
        int left = chance.nextInt(100);
        for (Mood mood : values()) {
            left -= mood.percent;
            if (left < 0) {
                return mood;
            }
        }
        return WELL;
    }

    boolean takes(RandomGenerator chance) {
        return switch (this) {
            case WELL, SLOW, TAKES_AND_CUTS -> true;
            case LOST_SIGHT, HANGS -> chance.nextBoolean();
            case FAULT, TOO_FAST, REFUSES, CUTS -> false;
        };
    }
}
