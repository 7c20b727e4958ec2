package dev.tocsin.delivery;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a message is found by in traces: the id that W3C's Trace Context and X-Ray share, 16 bytes. SNS names the trace of who
 * published where that is traced, a mesh or gateway its own. No signature covers it, so nothing may rely on it.
 */
public record TraceId(UUID bytes) {

    /** <a href="https://www.w3.org/TR/trace-context/#traceparent-header">version-traceid-parentid-flags</a> */
    private static final Pattern TRACEPARENT = Pattern
            .compile("(?:00-([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"
                    + "|(?!00|ff)[0-9a-f]{2}-([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?)");
    /** X-Ray developer guide, "Tracing header": a version, the time, and 96 bits. */
    private static final Pattern XRAY_ROOT = Pattern.compile("(?:^|;)\\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})\\s*(?:;|$)");
    private static final UUID NONE = new UUID(0, 0);
    private static final int LONGEST = 512;
    private static final int HEXADECIMAL = 16;

    /**
     * What the headers of a request say; empty if that is nothing.
     *
     * @param traceparents the headers of that name
     * @param xrays the headers {@code X-Amzn-Trace-Id}; they go first, since AWS knows who published
     */
    public static Optional<TraceId> ofHeaders(List<String> traceparents, List<String> xrays) {
        return Stream.concat(xrays.stream().flatMap(TraceId::ofXray), traceparents.stream().flatMap(TraceId::ofTraceparent))
                .findFirst();
    }

    private static Stream<TraceId> ofXray(String header) {
        Matcher root = XRAY_ROOT.matcher(header);
        return header.length() <= LONGEST && root.find() ? ofHex(root.group(1) + root.group(2)) : Stream.empty();
    }

    private static Stream<TraceId> ofTraceparent(String header) {
        Matcher parent = TRACEPARENT.matcher(header);
        return header.length() <= LONGEST && parent.matches()
                ? ofHex(parent.group(1) != null ? parent.group(1) : parent.group(2))
                : Stream.empty();
    }

    /** Of a message for which no trace was named: its own id, so that it can still be found by one. */
    public static TraceId of(UUID messageId) {
        return new TraceId(messageId);
    }

    private static Stream<TraceId> ofHex(String hex) {
        TraceId id = new TraceId(new UUID(Long.parseUnsignedLong(hex, 0, HEXADECIMAL, HEXADECIMAL),
                Long.parseUnsignedLong(hex, HEXADECIMAL, 2 * HEXADECIMAL, HEXADECIMAL)));
        return id.bytes.equals(NONE) ? Stream.empty() : Stream.of(id);
    }

    /** 32 hexadecimal digits, as both kinds of traces write it without X-Ray's hyphens. */
    @Override
    public String toString() {
        return bytes.toString().replace("-", "");
    }
}
