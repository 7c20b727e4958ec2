package dev.tocsin.notice;

/** What people type, as it may be shown and kept: without what looks like a secret, as in notices. */
public final class HiddenSecrets {

    private HiddenSecrets() {
    }

    /** The text with {@code ***} where a secret was. */
    public static String in(String text) {
        return Secrets.in(text).hide(text);
    }
}
