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
 * The posts that this replica waits for, host by host, by number and by what their messages weigh. A host may have as much
 * under way as it leaves free: one host half of all, two a third each, and so on, and a little in any case. So all of it is
 * bounded, and however many hosts leave their posts without an answer, there is something left for the next.
 *
 * <p>
 * A host that leaves much without an answer hangs, and until it answers again it gets little of what is for destinations that
 * did not take their last message, so that it costs little to find out when it is back; the others go on.
 */
@Singleton
final class PostsUnderWay {

    /** From when on a post leaves its place to another lane. */
    static final Duration LINGERS = Duration.ofMillis(250);
    /** From when on a post speaks against its host; chats on a bad day take less. */
    static final Duration HANGS = Duration.ofSeconds(1);
    /** A host that hung and that nothing is posted to any more is not spoken of for ever; longer than any lane's pause. */
    static final Duration FORGOTTEN = Duration.ofMinutes(2);
    /** To one host. Below what the HTTP client opens to one, so that no post waits there. */
    static final int MOST = 448;
    /** Of those to destinations that did not take their last message, or never had one. */
    static final int MOST_UNPROVEN = 256;
    /** So many that hang say that the host does. */
    static final int HANGING = 32;
    /** To one host. As much as may be claimed at once, so that a host that answers is never refused for it. */
    static final long MOST_BYTES = Claims.MOST_BYTES;
    /** What is left of it is room for one digest of those that did. */
    static final long MOST_BYTES_UNPROVEN = MOST_BYTES - Claims.MOST_BYTES_OF_A_LANE;
    /** If so much hangs, the host does, however few posts it is. */
    static final long HANGING_BYTES = MOST_BYTES / 3;
    /** Of what is tried at a host that hangs; one post is in any case. */
    static final long MOST_BYTES_TRIED = Claims.MOST_BYTES_OF_A_LANE;
    /** To one host, however much the others have. */
    static final int LEAST = 8;
    static final long LEAST_BYTES = 32 * 1024;
    /** To all hosts, apart from what each may have at least. */
    static final int ALL = 2 * MOST;
    static final long ALL_BYTES = 2 * MOST_BYTES;

    private final Map<String, Host> hosts = new HashMap<>();
    /** In the order in which they began. */
    private final Set<Place> posts = new LinkedHashSet<>();
    private long bytes;

    /** What one post takes up; no two are equal. */
    static final class Place {

        private final long lane;
        private final String host;
        private final boolean isProven;
        private final long bytes;
        private final long since;
        private boolean lingers;
        private boolean hangs;

        private Place(long lane, String host, boolean isProven, long bytes, long since) {
            this.lane = lane;
            this.host = host;
            this.isProven = isProven;
            this.bytes = bytes;
            this.since = since;
        }

        String host() {
            return host;
        }

        long since() {
            return since;
        }
    }

    /** How many posts, and what their messages weigh. */
    private static final class Load {

        private int posts;
        private long bytes;

        void add(Place post) {
            posts++;
            bytes += post.bytes;
        }

        void remove(Place post) {
            posts--;
            bytes -= post.bytes;
        }

        boolean takes(long more, int mostPosts, long mostBytes) {
            return posts < mostPosts && bytes + more <= mostBytes;
        }
    }

    private static final class Host {

        private final Load all = new Load();
        private final Load unproven = new Load();
        private final Load hanging = new Load();
        private boolean hangs;
        /** When the last post began, once none is under way. */
        private long quietSince;

        boolean takesUnproven(long more) {
            return hangs ? unproven.posts == 0 || unproven.takes(more, HANGING, MOST_BYTES_TRIED)
                    : unproven.takes(more, MOST_UNPROVEN, MOST_BYTES_UNPROVEN);
        }

        boolean leavesMuchUnanswered() {
            return hanging.posts >= HANGING || hanging.bytes >= HANGING_BYTES;
        }
    }

    /**
     * What a look at the posts found out.
     *
     * @param lingering lanes whose posts have begun to linger
     * @param hanging hosts that have begun to hang, with how many posts to each have no answer
     */
    record Found(List<Long> lingering, SortedMap<String, Integer> hanging) {
    }

    /**
     * Begins a post, or answers nothing if its host takes no more.
     *
     * @param isProven whether its destination took its last message
     * @param weight what is kept in memory for it, in bytes of messages
     * @param now as {@link System#nanoTime()}
     */
    synchronized Optional<Place> begin(long lane, String host, boolean isProven, long weight, long now) {
        Host its = hosts.getOrDefault(host, new Host());
        boolean fits = its.all.takes(weight, Math.max(LEAST, ALL - posts.size() - 1),
                Math.max(LEAST_BYTES, ALL_BYTES - bytes - weight));
        if (!fits || !isProven && !its.takesUnproven(weight)) {
            return Optional.empty();
        }
        hosts.put(host, its);
        Place post = new Place(lane, host, isProven, weight, now);
        its.all.add(post);
        if (!isProven) {
            its.unproven.add(post);
        }
        bytes += weight;
        posts.add(post);
        return Optional.of(post);
    }

    /** Why a host takes no more, for people. */
    synchronized String objection(String host) {
        Host its = hosts.get(host);
        return its != null && its.hangs ? "it leaves posts without an answer" : "too much is under way";
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
        bytes -= post.bytes;
        Host its = hosts.get(post.host);
        its.all.remove(post);
        if (!post.isProven) {
            its.unproven.remove(post);
        }
        if (post.hangs) {
            its.hanging.remove(post);
        }
        boolean isBack = its.hangs && isAnswered && !its.leavesMuchUnanswered();
        if (isBack) {
            its.hangs = false;
        }
        if (its.all.posts == 0) {
            its.quietSince = post.since;
            if (!its.hangs) {
                hosts.remove(post.host);
            }
        }
        return isBack;
    }

    synchronized Found look(long now) {
        List<Long> lingering = new ArrayList<>();
        SortedMap<String, Integer> hanging = new TreeMap<>();
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
                hosts.get(post.host).hanging.add(post);
            }
        }
        hosts.forEach((name, host) -> {
            if (!host.hangs && host.leavesMuchUnanswered()) {
                host.hangs = true;
                hanging.put(name, host.hanging.posts);
            }
        });
        hosts.values().removeIf(host -> host.all.posts == 0 && now - host.quietSince > FORGOTTEN.toNanos());
        return new Found(lingering, hanging);
    }

    /** Those that hang, with how many posts to each have no answer. */
    synchronized SortedMap<String, Integer> hangingHosts() {
        SortedMap<String, Integer> hanging = new TreeMap<>();
        hosts.forEach((name, host) -> {
            if (host.hangs) {
                hanging.put(name, host.hanging.posts);
            }
        });
        return hanging;
    }

    synchronized int size() {
        return posts.size();
    }

    /** What is kept in memory for them, in bytes of messages. */
    synchronized long bytes() {
        return bytes;
    }
}
