package dev.tocsin.secret;

/** A sealed secret that cannot be opened; the message says why and what to do, and carries no part of any value. */
public final class UnopenableSecret extends RuntimeException {

    UnopenableSecret(String message) {
        super(message);
    }
}
