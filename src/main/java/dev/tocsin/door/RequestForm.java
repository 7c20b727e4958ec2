package dev.tocsin.door;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * What a request's head must be like so that a proxy before us and the decoder here agree where the request ends (RFC 9112,
 * section 6.3). The decoder itself takes {@code Transfer-Encoding: chunked, xchunked} for chunked.
 */
final class RequestForm {

    private static final String CHUNKED = "chunked";
    private static final int LONGEST_LENGTH = 15;

    private RequestForm() {
    }

    /** What speaks against a head of HTTP/1. */
    static Optional<String> objection(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Optional.of("HTTP/1.1 is spoken here.");
        }
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = request.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (!codings.isEmpty() && (codings.size() > 1 || !codings.get(0).equalsIgnoreCase(CHUNKED))) {
            return Optional.of("Transfer-Encoding must be chunked and nothing else, or absent.");
        }
        if (!codings.isEmpty() && (!lengths.isEmpty() || !version.equals(HttpVersion.HTTP_1_1))) {
            return Optional.of("A request has either a Content-Length or Transfer-Encoding: chunked, and the latter in "
                    + "HTTP/1.1 alone.");
        }
        if (lengths.size() > 1 || lengths.stream().anyMatch(length -> !isNumber(length))) {
            return Optional.of("Content-Length must be one number of bytes.");
        }
        return isAddress(request.uri()) ? Optional.empty()
                : Optional.of("The address has characters that no URI has, or a percent sign without two hexadecimal digits "
                        + "behind it.");
    }

    /** Whether a body follows, as far as the head says. */
    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** What is announced; 0 where nothing is. */
    static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return 0;
        }
        return isNumber(length) ? Long.parseLong(length) : Long.MAX_VALUE;
    }

    private static boolean isNumber(String length) {
        return !length.isEmpty() && length.length() <= LONGEST_LENGTH && length.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Quarkus asks the same, and answers without a word. */
    private static boolean isAddress(String uri) {
        try {
            new URI(uri);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
