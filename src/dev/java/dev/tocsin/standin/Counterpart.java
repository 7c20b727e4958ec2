package dev.tocsin.standin;

/** One of the services that the stand-in speaks for. */
interface Counterpart {

    Received.Kind kind();

    /** Whether the request is for this service. */
    boolean speaksFor(Inquiry inquiry);

    /** How the page names the room that the request addresses; no secret. */
    String room(Inquiry inquiry);

    /** The address that {@link Fault faults} go by. */
    default String faultAddress(Inquiry inquiry) {
        return inquiry.uri();
    }

    Answer answer(Inquiry inquiry);
}
