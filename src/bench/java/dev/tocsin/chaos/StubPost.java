package dev.tocsin.chaos;

import java.util.Optional;

/**
 * A post that the chats got. All times are this process's {@link System#nanoTime()}.
 *
 * @param letter the letter that it shows; -1 if it shows several
 * @param digest its id, if it is one
 * @param covers how many notifications a digest says that it shows
 * @param isTaken whether people see it
 * @param end when it was answered or its connection ended
 * @param message which it became in a channel; what webhooks are sent has no name
 */
record StubPost(int lane, int letter, Optional<String> digest, int covers, Mood mood, boolean isTaken, long begin, long end,
        Optional<StubMessage> message) {

    /** To a webhook. */
    StubPost(int lane, int letter, Optional<String> digest, int covers, Mood mood, boolean isTaken, long begin, long end) {
        this(lane, letter, digest, covers, mood, isTaken, begin, end, Optional.empty());
    }

    /** Whether it is the message of that name, in its lane. */
    boolean is(int ofLane, String ts) {
        return lane == ofLane && message.filter(one -> one.ts().equals(ts)).isPresent();
    }
}
