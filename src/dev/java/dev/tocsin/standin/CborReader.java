package dev.tocsin.standin;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.vertx.core.buffer.Buffer;

/**
 * Reads CBOR (RFC 8949) as far as AWS's protocol uses it. Tags are passed by, so that a time is a number of seconds.
 * What is no CBOR is an {@link IllegalArgumentException}.
 */
final class CborReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int INDEFINITE = 31;
    private static final int BREAK = 0xff;
    private static final int DEEPEST = 32;

    private final Buffer bytes;
    private int at;
    private int depth;

    private CborReader(Buffer bytes) {
        this.bytes = bytes;
    }

    static JsonNode read(Buffer bytes) {
        try {
            CborReader reader = new CborReader(bytes);
            JsonNode value = reader.value();
            if (reader.at != bytes.length()) {
                throw new IllegalArgumentException("There is more behind the end");
            }
            return value;
        } catch (IndexOutOfBoundsException tooShort) {
            throw new IllegalArgumentException("It ends too early", tooShort);
        }
    }

    private JsonNode value() {
        int first = bytes.getUnsignedByte(at++);
        int info = first & 0x1f;
        return switch (first >> 5) {
            case 0 -> NODES.numberNode(argument(info));
            case 1 -> NODES.numberNode(-1 - argument(info));
            case 2 -> NODES.binaryNode(string(info, 2).getBytes());
            case 3 -> NODES.textNode(string(info, 3).toString(StandardCharsets.UTF_8));
            case 4 -> array(info);
            case 5 -> map(info);
            case 6 -> {
                argument(info);
                yield deeper();
            }
            default -> simple(info);
        };
    }

    private JsonNode deeper() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("It is too deep");
        }
        JsonNode value = value();
        depth--;
        return value;
    }

    private ArrayNode array(int info) {
        ArrayNode array = NODES.arrayNode();
        long left = info == INDEFINITE ? Long.MAX_VALUE : argument(info);
        for (; left > 0 && !isBreak(info); left--) {
            array.add(deeper());
        }
        return array;
    }

    private ObjectNode map(int info) {
        ObjectNode map = NODES.objectNode();
        long left = info == INDEFINITE ? Long.MAX_VALUE : argument(info);
        for (; left > 0 && !isBreak(info); left--) {
            JsonNode key = value();
            if (!key.isTextual()) {
                throw new IllegalArgumentException("A key is no text");
            }
            map.set(key.textValue(), deeper());
        }
        return map;
    }

    private Buffer string(int info, int major) {
        if (info != INDEFINITE) {
            long length = argument(info);
            if (length < 0 || length > bytes.length() - at) {
                throw new IllegalArgumentException("It ends too early");
            }
            at += (int) length;
            return bytes.getBuffer(at - (int) length, at);
        }
        Buffer all = Buffer.buffer();
        while (!isBreak(info)) {
            int piece = bytes.getUnsignedByte(at++);
            if (piece >> 5 != major || (piece & 0x1f) == INDEFINITE) {
                throw new IllegalArgumentException("A piece of a string is of another kind");
            }
            all.appendBuffer(string(piece & 0x1f, major));
        }
        return all;
    }

    private boolean isBreak(int info) {
        if (info == INDEFINITE && bytes.getUnsignedByte(at) == BREAK) {
            at++;
            return true;
        }
        return false;
    }

    private long argument(int info) {
        return switch (info) {
            case 24 -> bytes.getUnsignedByte(at++);
            case 25 -> bytes.getUnsignedShort((at += 2) - 2);
            case 26 -> bytes.getUnsignedInt((at += 4) - 4);
            case 27 -> bytes.getLong((at += 8) - 8);
            default -> {
                if (info > 23) {
                    throw new IllegalArgumentException("There is no such length: " + info);
                }
                yield info;
            }
        };
    }

    private JsonNode simple(int info) {
        return switch (info) {
            case 20 -> NODES.booleanNode(false);
            case 21 -> NODES.booleanNode(true);
            case 22, 23 -> NODES.nullNode();
            case 25 -> NODES.numberNode(half(bytes.getUnsignedShort((at += 2) - 2)));
            case 26 -> NODES.numberNode((double) bytes.getFloat((at += 4) - 4));
            case 27 -> NODES.numberNode(bytes.getDouble((at += 8) - 8));
            default -> throw new IllegalArgumentException("There is no such value: " + info);
        };
    }

    private static double half(int bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double value = exponent == 0 ? Math.scalb((double) fraction, -24)
                : exponent == 31 ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                        : Math.scalb(1024.0 + fraction, exponent - 25);
        return (bits & 0x8000) == 0 ? value : -value;
    }
}
