package dev.tocsin.door;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;

/**
 * Looks at the head of an HTTP/1 request as it comes over the wire, since the decoder drops Content-Length where there is a
 * Transfer-Encoding as well, and such a request reads differently to a proxy before us.
 */
final class HeadScan {

    /** Longer than the names that are looked for. */
    private static final int LONGEST_NAME = 18;

    private final byte[] name = new byte[LONGEST_NAME];
    private int nameLength;
    private boolean isName = true;
    private boolean isLineEmpty = true;
    private boolean hasBegun;
    private boolean isComplete;
    private boolean hasLength;
    private boolean hasCoding;

    /** Reads on until the head ends; what follows is none of it. */
    void read(ByteBuf bytes) {
        for (int i = bytes.readerIndex(); i < bytes.writerIndex() && !isComplete; i++) {
            read(bytes.getByte(i));
        }
    }

    private void read(byte next) {
        if (next == '\n') {
            endLine();
        } else if (next == ':') {
            endName();
        } else if (next != '\r') {
            isLineEmpty = false;
            hasBegun = true;
            if (isName && nameLength < LONGEST_NAME) {
                name[nameLength++] = next;
            }
        }
    }

    private void endName() {
        isLineEmpty = false;
        if (isName) {
            String said = new String(name, 0, nameLength, StandardCharsets.ISO_8859_1).strip();
            hasLength |= said.equalsIgnoreCase("content-length");
            hasCoding |= said.equalsIgnoreCase("transfer-encoding");
        }
        isName = false;
    }

    private void endLine() {
        isComplete = hasBegun && isLineEmpty;
        isLineEmpty = true;
        isName = true;
        nameLength = 0;
    }

    boolean isComplete() {
        return isComplete;
    }

    /** Whether it says both how long the body is and that its end is marked. */
    boolean contradictsItself() {
        return hasLength && hasCoding;
    }
}
