package dev.tocsin.configuration;

import dev.tocsin.secret.Secret;

/** Stands for a secret that a dry run does not look at: this very object counts as one that is right and the same. */
public final class UnseenSecret {

    public static final Secret INSTANCE = Secret.of("not looked at");

    private UnseenSecret() {
    }

    @SuppressWarnings("ReferenceEquality") // this one and no equal one
    public static boolean is(Secret secret) {
        return secret == INSTANCE;
    }
}
