package dev.tocsin.standin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.POJONode;

import io.vertx.core.buffer.Buffer;

/** Writes CBOR (RFC 8949). A time is a {@link POJONode} of an {@link Instant}, bytes are a node of bytes. */
final class CborWriter {

    private static final int SIGNED = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;
    private static final int EPOCH = 1;
    private static final int FALSE = 0xf4;
    private static final int TRUE = 0xf5;
    private static final int NULL = 0xf6;
    private static final int DOUBLE = 0xfb;

    private final Buffer out = Buffer.buffer();

    private CborWriter() {
    }

    static Buffer write(JsonNode node) {
        CborWriter writer = new CborWriter();
        writer.value(node);
        return writer.out;
    }

    private void value(JsonNode node) {
        if (node.isObject()) {
            head(MAP, node.size());
            node.properties().forEach(member -> {
                text(member.getKey());
                value(member.getValue());
            });
        } else if (node.isArray()) {
            head(ARRAY, node.size());
            node.forEach(this::value);
        } else if (node.isTextual()) {
            text(node.textValue());
        } else {
            scalar(node);
        }
    }

    private void scalar(JsonNode node) {
        if (node instanceof POJONode pojo && pojo.getPojo() instanceof Instant time) {
            head(TAG, EPOCH);
            number(time.toEpochMilli() / 1000.0);
        } else if (node.isBinary()) {
            byte[] bytes = ((BinaryNode) node).binaryValue();
            head(BYTES, bytes.length);
            out.appendBytes(bytes);
        } else if (node.isIntegralNumber()) {
            long value = node.longValue();
            head(value < 0 ? SIGNED : 0, value < 0 ? -1 - value : value);
        } else if (node.isNumber()) {
            number(node.doubleValue());
        } else {
            out.appendUnsignedByte((short) (node.isBoolean() ? node.booleanValue() ? TRUE : FALSE : NULL));
        }
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(TEXT, bytes.length);
        out.appendBytes(bytes);
    }

    private void number(double value) {
        out.appendUnsignedByte((short) DOUBLE).appendDouble(value);
    }

    private void head(int major, long argument) {
        int kind = major << 5;
        if (argument < 24) {
            out.appendUnsignedByte((short) (kind | (int) argument));
        } else if (argument < 0x100) {
            out.appendUnsignedByte((short) (kind | 24)).appendUnsignedByte((short) argument);
        } else if (argument < 0x10000) {
            out.appendUnsignedByte((short) (kind | 25)).appendUnsignedShort((int) argument);
        } else if (argument < 0x100000000L) {
            out.appendUnsignedByte((short) (kind | 26)).appendUnsignedInt(argument);
        } else {
            out.appendUnsignedByte((short) (kind | 27)).appendLong(argument);
        }
    }
}
