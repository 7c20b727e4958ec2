package dev.tocsin.notice;

import com.fasterxml.jackson.databind.JsonNode;

/** Hides in other things that are shown to people what is hidden in notices. */
public final class SecretFree {

    /** What stands where a secret was. */
    public static final String MASK = Secrets.MASK;

    private SecretFree() {
    }

    /** A copy without secrets, which are found by the names of members and by their own shape, and hidden wherever they are. */
    public static JsonNode json(JsonNode json) {
        Secrets secrets = Secrets.in(json);
        secrets.addShaped(json);
        return secrets.hide(json);
    }

    /** A copy without what the names of its members call secret; that is quick, however much there is. */
    public static JsonNode members(JsonNode json) {
        return Secrets.withoutSecretMembers(json);
    }

    /** The text with {@link #MASK} where what looks like a secret was. */
    public static String text(String text) {
        return Secrets.in(text).hide(text);
    }
}
