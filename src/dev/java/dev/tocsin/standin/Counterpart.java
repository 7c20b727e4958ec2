package dev.tocsin.standin;

import com.fasterxml.jackson.databind.JsonNode;

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

    /** What was asked, as JSON where it can be said so. */
    default JsonNode json(Inquiry inquiry) {
        return inquiry.json();
    }

    /** What was answered, as text. */
    default String text(Answer answer) {
        return answer.body();
    }

    Answer answer(Inquiry inquiry);
}
