package dev.tocsin.standin;

import java.util.Map;

import io.vertx.core.buffer.Buffer;

/**
 * What the stand-in answers to one request.
 *
 * @param accepted whether the message is to be seen in its room
 */
record Answer(int status, String contentType, Buffer bytes, Map<String, String> headers, boolean accepted) {

    Answer(int status, String contentType, String body, Map<String, String> headers, boolean accepted) {
        this(status, contentType, Buffer.buffer(body), headers, accepted);
    }

    static Answer text(int status, String body) {
        return new Answer(status, "text/plain;charset=utf-8", body, Map.of(), false);
    }

    static Answer json(int status, String body) {
        return new Answer(status, "application/json; charset=utf-8", body, Map.of(), false);
    }

    static Answer xml(int status, String body) {
        return new Answer(status, "text/xml", body, Map.of(), false);
    }

    /** As text, which is what most of them are. */
    String body() {
        return bytes.toString();
    }

    Answer taken() {
        return new Answer(status, contentType, bytes, headers, true);
    }

    Answer retryAfter(int seconds) {
        return new Answer(status, contentType, bytes, Map.of("Retry-After", Integer.toString(seconds)), accepted);
    }
}
