package dev.tocsin.delivery;

/** More is waiting to be written than may wait. Nothing was stored; the caller should come again later. */
public final class Overloaded extends RuntimeException {

    Overloaded() {
        super("too much is waiting to be written", null, false, false);
    }
}
