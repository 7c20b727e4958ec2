package dev.tocsin.secret;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * A value that must not be seen: a webhook URL, a token, a signing secret, an UnsubscribeURL. It shows itself as
 * {@code ***}, so that logging or concatenating it leaks nothing; whoever needs the value says {@link #reveal()}.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
