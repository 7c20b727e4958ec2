package dev.tocsin.outbound;

/** A server went on sending after all that it could have to say. */
public final class AnswerTooLong extends RuntimeException {

    public AnswerTooLong() {
        super("the answer is too long", null, false, false);
    }
}
