package dev.tocsin.aws.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a value of a request or an answer is. Shapes name each other, since they may contain themselves. */
public sealed interface Shape {

    /** Unique in its service. */
    String name();

    /**
     * Named values.
     *
     * @param required the names of the members that a request must have
     * @param payload the name of the member that is the HTTP body by itself
     */
    record Structure(String name, List<ShapeMember> members, Set<String> required, Optional<String> payload) implements Shape {

        public Optional<ShapeMember> member(String wanted) {
            return members.stream().filter(member -> member.name().equals(wanted)).findFirst();
        }
    }

    /** @param isFlat whether XML and queries have no element around it */
    record Sequence(String name, ShapeMember element, boolean isFlat) implements Shape {
    }

    /** @param isFlat whether XML and queries have no element around it */
    record Mapping(String name, ShapeMember key, ShapeMember value, boolean isFlat) implements Shape {
    }

    /**
     * @param values what it may be, where that is said
     * @param isSensitive whether it must not be shown
     */
    record Scalar(String name, Kind kind, List<String> values, boolean isSensitive) implements Shape {
    }

    enum Kind {
        STRING,
        INTEGER,
        LONG,
        FLOAT,
        DOUBLE,
        BOOLEAN,
        TIMESTAMP,
        BLOB,
        /** Any JSON. */
        DOCUMENT
    }
}
