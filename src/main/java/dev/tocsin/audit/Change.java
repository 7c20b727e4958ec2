package dev.tocsin.audit;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One change, as the audit keeps it.
 *
 * @param operation {@code create}, {@code change}, {@code delete}, or another verb, for instance {@code redeliver}
 * @param kind what sort of thing was changed, for instance {@code slack-channel}
 * @param name which one
 * @param before what differs as it was, null if there was nothing
 * @param after what differs as it is now, null if there is nothing
 * @param actor empty for whoever sent the request under way
 */
public record Change(String operation, String kind, String name, ObjectNode before, ObjectNode after,
        Optional<Actor> actor) {

    public static Change created(String kind, String name, Snapshot after) {
        return new Change("create", kind, name, null, after.whole(), Optional.empty());
    }

    /** Keeps only the members that differ. */
    public static Change changed(String kind, String name, Snapshot before, Snapshot after) {
        return new Change("change", kind, name, before.whereItDiffersFrom(after, Snapshot.SECRET),
                after.whereItDiffersFrom(before, Snapshot.SET_ANEW), Optional.empty());
    }

    public static Change deleted(String kind, String name, Snapshot before) {
        return new Change("delete", kind, name, before.whole(), null, Optional.empty());
    }

    /** Something else that was done with a thing, and left its members as they are. */
    public static Change done(String operation, String kind, String name) {
        return new Change(operation, kind, name, null, null, Optional.empty());
    }

    /** The same, with what it led to. */
    public static Change done(String operation, String kind, String name, Snapshot after) {
        return new Change(operation, kind, name, null, after.whole(), Optional.empty());
    }

    /** For what Tocsin does by itself. */
    public Change by(Actor who) {
        return new Change(operation, kind, name, before, after, Optional.of(who));
    }
}
