package dev.tocsin.chaos;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Does harm to the replicas and their database, one thing after the other, though frozen replicas stay so meanwhile. */
final class Troublemaker {

    private static final Duration SHORTEST_FREEZE = Duration.ofSeconds(5);
    private static final int SHORTEST_PEACE_MILLIS = 500;
    private static final int LONGEST_PEACE_MILLIS = 3_500;
    private static final Duration UNTIL_POSTING = Duration.ofSeconds(60);
    private static final int POSTS_ARE_LOOKED_FOR_EVERY_MILLIS = 20;

    private final List<Replica> replicas;
    private final FragilePostgres database;
    private final MoodyChats chats;
    private final Random chance;
    private final Duration longestFreeze;
    private final List<TroubleEvent> events = new ArrayList<>();
    private final Map<Replica, Frozen> frozen = new HashMap<>();
    private final List<String> ownEnds = new ArrayList<>();
    private int failedStarts;
    private Iterator<Trouble> next = List.<Trouble> of().iterator();

    private record Frozen(long since, long until) {
    }

    Troublemaker(List<Replica> replicas, FragilePostgres database, MoodyChats chats, long seed, Duration longestFreeze) {
        this.replicas = replicas;
        this.database = database;
        this.chats = chats;
        this.chance = new Random(seed);
        this.longestFreeze = longestFreeze;
    }

    /**
     * For so long, and until a kill met a post that was under way, which chance alone does not see to in a short time;
     * afterwards all is as it was, but for replicas that may not have started yet.
     */
    void harm(Duration time) throws IOException, InterruptedException, SQLException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            pass(SHORTEST_PEACE_MILLIS + chance.nextInt(LONGEST_PEACE_MILLIS - SHORTEST_PEACE_MILLIS));
            if (!next.hasNext()) {
                next = Trouble.shuffled(chance, database.mayBeFilled()).iterator();
            }
            make(next.next());
        }
        for (Replica replica : List.copyOf(frozen.keySet())) {
            thaw(replica);
        }
        killWhilePosting();
    }

    private void killWhilePosting() throws IOException, InterruptedException {
        long end = System.nanoTime() + UNTIL_POSTING.toNanos();
        while (System.nanoTime() < end) {
            for (Replica replica : replicas) {
                if (replica.hasStarted() && chats.holdPostOf(replica)) {
                    long begin = System.nanoTime();
                    replica.kill();
                    replica.launch();
                    events.add(new TroubleEvent(Trouble.KILL_A_REPLICA, replica.name(), begin, System.nanoTime()));
                    return;
                }
            }
            pass(POSTS_ARE_LOOKED_FOR_EVERY_MILLIS);
        }
    }

    /** While time passes, those whose time has come are thawed, and those that ended are started as Kubernetes starts them. */
    private void pass(long millis) throws IOException, InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        do {
            Thread.sleep(Math.min(100, millis));
            for (Replica replica : replicas) {
                if (frozen.containsKey(replica) && System.nanoTime() > frozen.get(replica).until()) {
                    thaw(replica);
                }
                if (!replica.isAlive()) {
                    endedByItself(replica);
                    replica.launch();
                }
                // Asked while it can answer: a database that is away makes nobody ready.
                replica.hasStarted();
            }
        } while (System.nanoTime() < end);
    }

    /** A start that loses its database meanwhile fails, as it is meant to; nothing has been taken from anybody by then. */
    private void endedByItself(Replica replica) throws InterruptedException {
        if (replica.hasStarted()) {
            ownEnds.add("replica " + replica.name() + " ended by itself");
        } else {
            failedStarts++;
        }
    }

    private void thaw(Replica replica) {
        replica.thaw();
        Frozen since = frozen.remove(replica);
        events.add(new TroubleEvent(Trouble.FREEZE_A_REPLICA, replica.name(), since.since(), System.nanoTime()));
    }

    private void make(Trouble trouble) throws IOException, InterruptedException, SQLException {
        long begin = System.nanoTime();
        // Drawn in any case, so that the seed says all that follows, whatever state the replicas are in.
        int first = chance.nextInt(replicas.size());
        int share = chance.nextInt(1_000);
        String whom = switch (trouble) {
            case KILL_A_REPLICA, STOP_A_REPLICA, FREEZE_A_REPLICA -> harmReplica(trouble, first, share);
            case CRASH_THE_DATABASE, FREEZE_THE_DATABASE, CUT_THE_DATABASE_OFF, SHUT_THE_DATABASE_FOR_WRITES, FILL_THE_DISK ->
                harmDatabase(trouble, share);
            case SEND_AGAIN -> sendAgain(first, share);
        };
        if (trouble != Trouble.FREEZE_A_REPLICA && !whom.isEmpty()) {
            events.add(new TroubleEvent(trouble, whom, begin, System.nanoTime()));
        }
    }

    /** Answers whom it met; nobody, if none is ready to be harmed. */
    private String harmReplica(Trouble trouble, int first, int share) throws IOException, InterruptedException {
        Optional<Replica> found = unharmed(first);
        if (found.isEmpty()) {
            return "";
        }
        Replica replica = found.get();
        if (trouble == Trouble.FREEZE_A_REPLICA) {
            long now = System.nanoTime();
            long most = longestFreeze.minus(SHORTEST_FREEZE).toNanos();
            frozen.put(replica, new Frozen(now, now + SHORTEST_FREEZE.toNanos() + most / 1_000 * share));
            replica.freeze();
            return replica.name();
        }
        if (trouble == Trouble.KILL_A_REPLICA) {
            replica.kill();
        } else {
            replica.stop();
        }
        replica.launch();
        return replica.name();
    }

    /** If there is a replica to ask, and it can do it; else nobody is met. */
    private String sendAgain(int first, int share) throws InterruptedException, SQLException {
        List<Long> delivered = database.rows("SELECT id FROM delivery WHERE state = 'DELIVERED' ORDER BY id",
                row -> row.getLong(1));
        Optional<Replica> replica = unharmed(first);
        if (delivered.isEmpty() || replica.isEmpty()) {
            return "";
        }
        long id = delivered.get(delivered.size() * share / 1_000);
        try {
            boolean isTaken = replica.get().api("POST", "/api/deliveries/" + id + "/redeliver", "").statusCode() / 100 == 2;
            return isTaken ? "delivery " + id : "";
        } catch (IOException away) {
            return "";
        }
    }

    private Optional<Replica> unharmed(int first) throws InterruptedException {
        for (int i = 0; i < replicas.size(); i++) {
            Replica replica = replicas.get((first + i) % replicas.size());
            if (!replica.isFrozen() && replica.hasStarted()) {
                return Optional.of(replica);
            }
        }
        return Optional.empty();
    }

    private String harmDatabase(Trouble trouble, int share) throws IOException, InterruptedException, SQLException {
        switch (trouble) {
            case CRASH_THE_DATABASE -> {
                database.stopAtOnce();
                pass(share * 3L);
                database.start();
            }
            case FREEZE_THE_DATABASE -> {
                database.freeze();
                try {
                    pass(2_000 + share * 6L);
                } finally {
                    database.thaw();
                }
            }
            case CUT_THE_DATABASE_OFF -> database.cutAllOff();
            case FILL_THE_DISK -> fillDisk(share);
            default -> {
                database.takeNoWrites();
                pass(2_000 + share * 3L);
                database.takeWrites();
            }
        }
        return "database";
    }

    /** Half of the times it ends, and cannot start until there is room. */
    private void fillDisk(int share) throws IOException, InterruptedException {
        try {
            database.takeItsRoom();
            if (share % 2 == 0) {
                database.fillItsLog();
            }
            pass(2_000 + share * 6L);
        } finally {
            database.giveItRoom();
        }
        database.recover();
    }

    List<TroubleEvent> events() {
        return List.copyOf(events);
    }

    int failedStarts() {
        return failedStarts;
    }

    /** Replicas that nobody had harmed. */
    List<String> ownEnds() {
        return List.copyOf(ownEnds);
    }
}
