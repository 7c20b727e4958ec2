package dev.tocsin.notice;

import java.time.Instant;

/** One thing to know at a glance: a label and its value. */
public record Fact(String label, Value value) {

    public static Fact of(String label, String words) {
        return new Fact(label, new Words(words));
    }

    public static Fact of(String label, Instant moment) {
        return new Fact(label, new Moment(moment));
    }

    public static Fact of(String label, Link link) {
        return new Fact(label, link);
    }

    /** What a fact says. */
    public sealed interface Value permits Words, Moment, Link {
    }

    public record Words(String words) implements Value {
    }

    /** A point in time, shown in the reader's own zone where the chat can, else in UTC. */
    public record Moment(Instant instant) implements Value {
    }
}
