package dev.tocsin.standin;

import java.util.Map;

/**
 * What the stand-in answers to one request.
 *
 * @param accepted whether the message is to be seen in its room
 */
record Answer(int status, String contentType, String body, Map<String, String> headers, boolean accepted) {

    static Answer text(int status, String body) {
        return new Answer(status, "text/plain;charset=utf-8", body, Map.of(), false);
    }

    static Answer json(int status, String body) {
        return new Answer(status, "application/json; charset=utf-8", body, Map.of(), false);
    }

    static Answer xml(int status, String body) {
        return new Answer(status, "text/xml", body, Map.of(), false);
    }

    Answer taken() {
        return new Answer(status, contentType, body, headers, true);
    }

    Answer retryAfter(int seconds) {
        return new Answer(status, contentType, body, Map.of("Retry-After", Integer.toString(seconds)), accepted);
    }
}
