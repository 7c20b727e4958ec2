package dev.tocsin.delivery;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a message is found by in traces: the id that W3C's Trace Context and X-Ray share, 16 bytes. SNS names the trace of who
 * published where that is traced, a mesh or gateway its own. No signature covers it, so nothing may rely on it.
 */
public record TraceId(UUID bytes) {

    /** <a href="https://www.w3.org/TR/trace-context/#traceparent-header">version-traceid-parentid-flags</a> */
    private static final Pattern TRACEPARENT = Pattern
            .compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");
    /** X-Ray developer guide, "Tracing header": a version, the time, and 96 bits. */
    private static final Pattern XRAY_ROOT = Pattern.compile("(?:^|;)\\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})\\s*(?:;|$)");
    private static final UUID NONE = new UUID(0, 0);
    private static final int LONGEST = 512;
    private static final int HEXADECIMAL = 16;

    /**
     * What the headers of a request say; empty if that is nothing.
     *
     * @param traceparent the header of that name, or null
     * @param xray the header {@code X-Amzn-Trace-Id}, or null; it goes first, since AWS knows who published
     */
    public static Optional<TraceId> ofHeaders(String traceparent, String xray) {
        return found(XRAY_ROOT, xray).map(found -> found.group(1) + found.group(2))
                .or(() -> found(TRACEPARENT, traceparent).filter(Matcher::matches).map(found -> found.group(1)))
                .map(TraceId::ofHex).filter(id -> !id.bytes.equals(NONE));
    }

    /** Of a message for which no trace was named: its own id, so that it can still be found by one. */
    public static TraceId of(UUID messageId) {
        return new TraceId(messageId);
    }

    private static Optional<Matcher> found(Pattern form, String header) {
        return Optional.ofNullable(header).filter(text -> text.length() <= LONGEST).map(form::matcher).filter(Matcher::find);
    }

    private static TraceId ofHex(String hex) {
        return new TraceId(new UUID(Long.parseUnsignedLong(hex, 0, HEXADECIMAL, HEXADECIMAL),
                Long.parseUnsignedLong(hex, HEXADECIMAL, 2 * HEXADECIMAL, HEXADECIMAL)));
    }

    /** 32 hexadecimal digits, as both kinds of traces write it without X-Ray's hyphens. */
    @Override
    public String toString() {
        return bytes.toString().replace("-", "");
    }
}
