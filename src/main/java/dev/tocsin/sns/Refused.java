package dev.tocsin.sns;

/** A message that is not taken. The detail says what is wrong and what to do; it never quotes the message's text. */
public final class Refused extends RuntimeException {

    private final Reason reason;

    public Refused(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return getMessage();
    }
}
