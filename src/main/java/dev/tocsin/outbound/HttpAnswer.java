package dev.tocsin.outbound;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.vertx.core.MultiMap;

/** What a server answered, whatever its status. Somebody else wrote it, so it is never to be shown as it is. */
public final class HttpAnswer {

    private final int status;
    private final MultiMap headers;
    private final byte[] body;

    HttpAnswer(int status, MultiMap headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public byte[] body() {
        return body;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
