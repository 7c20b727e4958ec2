package dev.tocsin.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.inject.Singleton;

/**
 * The posts that this replica waits for, host by host. A host takes so many at most. One that leaves posts without an answer
 * hangs, and until it answers again it gets few of those to destinations that did not take their last message, so that it
 * costs little to find out when it is back; the others go on.
 */
@Singleton
final class PostsUnderWay {

    /** From when on a post leaves its place to another lane. */
    static final Duration LINGERS = Duration.ofMillis(250);
    /** From when on a post speaks against its host; chats on a bad day take less. */
    static final Duration HANGS = Duration.ofSeconds(1);
    /** A host that hung and that nothing is posted to any more is not spoken of for ever; longer than any lane's pause. */
    static final Duration FORGOTTEN = Duration.ofMinutes(2);
    /** Below what the HTTP client opens to one host, so that no post waits there. */
    static final int MOST = 448;
    /** Of those to destinations that did not take their last message, or never had one. */
    static final int MOST_UNPROVEN = 256;
    /** So many that hang say that the host does. */
    static final int HANGING = 32;

    private final Map<String, Host> hosts = new HashMap<>();
    /** In the order in which they began. */
    private final Set<Place> posts = new LinkedHashSet<>();

    /** What one post takes up; no two are equal. */
    static final class Place {

        private final long lane;
        private final String host;
        private final boolean isProven;
        private final long since;
        private boolean lingers;
        private boolean hangs;

        private Place(long lane, String host, boolean isProven, long since) {
            this.lane = lane;
            this.host = host;
            this.isProven = isProven;
            this.since = since;
        }

        String host() {
            return host;
        }
    }

    private static final class Host {

        private int all;
        private int unproven;
        private int hanging;
        private boolean hangs;
        /** When the last post began, once none is under way. */
        private long quietSince;

        boolean takes(boolean isProven) {
            return all < MOST && (isProven || unproven < (hangs ? HANGING : MOST_UNPROVEN));
        }
    }

    /**
     * What a look at the posts found out.
     *
     * @param lingering lanes whose posts have begun to linger
     * @param hanging hosts that have begun to hang
     */
    record Found(List<Long> lingering, List<String> hanging) {
    }

    /**
     * Begins a post, or answers nothing if its host takes no more.
     *
     * @param isProven whether its destination took its last message
     * @param now as {@link System#nanoTime()}
     */
    synchronized Optional<Place> begin(long lane, String host, boolean isProven, long now) {
        Host its = hosts.computeIfAbsent(host, first -> new Host());
        if (!its.takes(isProven)) {
            return Optional.empty();
        }
        its.all++;
        its.unproven += isProven ? 0 : 1;
        Place post = new Place(lane, host, isProven, now);
        posts.add(post);
        return Optional.of(post);
    }

    /** Why a host takes no more, for people. */
    synchronized String objection(String host) {
        Host its = hosts.get(host);
        return its != null && its.hangs ? "it leaves posts without an answer" : "too many posts to it are under way";
    }

    /**
     * Ends a post.
     *
     * @param isAnswered whether the host has answered, whatever it said and however late
     * @return whether the host hung until now
     */
    synchronized boolean end(Place post, boolean isAnswered) {
        if (!posts.remove(post)) {
            return false;
        }
        Host its = hosts.get(post.host);
        its.all--;
        its.unproven -= post.isProven ? 0 : 1;
        its.hanging -= post.hangs ? 1 : 0;
        boolean isBack = its.hangs && isAnswered && its.hanging < HANGING;
        if (isBack) {
            its.hangs = false;
        }
        if (its.all == 0) {
            its.quietSince = post.since;
            if (!its.hangs) {
                hosts.remove(post.host);
            }
        }
        return isBack;
    }

    synchronized Found look(long now) {
        List<Long> lingering = new ArrayList<>();
        List<String> hanging = new ArrayList<>();
        for (Place post : posts) {
            long age = now - post.since;
            if (age < LINGERS.toNanos()) {
                break;
            }
            if (!post.lingers) {
                post.lingers = true;
                lingering.add(post.lane);
            }
            if (!post.hangs && age >= HANGS.toNanos()) {
                post.hangs = true;
                Host its = hosts.get(post.host);
                its.hanging++;
                if (!its.hangs && its.hanging >= HANGING) {
                    its.hangs = true;
                    hanging.add(post.host);
                }
            }
        }
        hosts.values().removeIf(host -> host.all == 0 && now - host.quietSince > FORGOTTEN.toNanos());
        return new Found(lingering, hanging);
    }

    /** Those that hang, with how many posts to each have no answer. */
    synchronized SortedMap<String, Integer> hangingHosts() {
        SortedMap<String, Integer> hanging = new TreeMap<>();
        hosts.forEach((name, host) -> {
            if (host.hangs) {
                hanging.put(name, host.hanging);
            }
        });
        return hanging;
    }

    synchronized int size() {
        return posts.size();
    }
}
