package dev.tocsin.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What somebody may do, each role including those before it. */
public enum Role {

    /** Reads everything but tokens and audit. */
    @JsonProperty("viewer")
    VIEWER,

    /** Changes configurations, sends test messages and sends again, and takes care of matters. */
    @JsonProperty("editor")
    EDITOR,

    /** Everything: workspaces, tokens and audit too. */
    @JsonProperty("admin")
    ADMIN;

    /** The names of this role and of those that it includes. */
    Set<String> names() {
        return EnumSet.range(VIEWER, this).stream().map(Role::toString).collect(Collectors.toSet());
    }

    static Role named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** As the API and the database write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
