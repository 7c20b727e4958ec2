package dev.tocsin.door;

import java.util.List;
import java.util.Optional;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * What a request's head must be like so that a proxy before us and the decoder here agree where the request ends (RFC 9112,
 * section 6.3). The decoder itself takes {@code Transfer-Encoding: chunked, xchunked} for chunked.
 */
final class RequestForm {

    private static final String CHUNKED = "chunked";
    private static final int LONGEST_LENGTH = 15;

    private RequestForm() {
    }

    /**
     * What speaks against it. A Content-Length beside a Transfer-Encoding and several lengths the decoder refuses by itself.
     */
    static Optional<String> objection(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return Optional.empty(); // where frames say how long it is
        }
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        List<String> lengths = request.headers().getAll(HttpHeaders.CONTENT_LENGTH);
        if (!codings.isEmpty() && (codings.size() > 1 || !codings.get(0).equalsIgnoreCase(CHUNKED))) {
            return Optional.of("Transfer-Encoding must be chunked and nothing else, or absent.");
        }
        if (!codings.isEmpty() && (!lengths.isEmpty() || request.version() == HttpVersion.HTTP_1_0)) {
            return Optional.of("A request has either a Content-Length or Transfer-Encoding: chunked, and the "
                    + "latter in HTTP/1.1 alone.");
        }
        if (lengths.size() > 1 || lengths.stream().anyMatch(length -> !isNumber(length))) {
            return Optional.of("Content-Length must be one number of bytes.");
        }
        return request.version() == HttpVersion.HTTP_1_1 && request.headers().getAll(HttpHeaders.HOST).size() != 1
                ? Optional.of("HTTP/1.1 needs one Host header.")
                : Optional.empty();
    }

    /** Whether a body follows, as far as the head says. */
    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        String method = request.method().name();
        return request.version() == HttpVersion.HTTP_2
                ? !method.equals("GET") && !method.equals("HEAD")
                : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
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
}
