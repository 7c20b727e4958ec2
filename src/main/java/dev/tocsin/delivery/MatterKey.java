package dev.tocsin.delivery;

import java.nio.ByteBuffer;
import java.util.Optional;

import dev.tocsin.notice.Notice;
import dev.tocsin.secret.Sha256;

/** By what a matter is known in its lane: what belongs together, as the notices of one family say. */
final class MatterKey {

    private static final int READABLE = 200;

    private MatterKey() {
    }

    /** Empty where nothing says what belongs together. */
    static Optional<String> of(Notice notice) {
        // Publishers of custom notifications name their own keys, which must not stand for those of AWS.
        return notice.correlationKey().map(key -> stored(notice.family() + " " + key));
    }

    /** PostgreSQL takes no U+0000, and no text of any length into an index. */
    private static String stored(String name) {
        boolean isReadable = name.length() <= READABLE
                && name.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
        return isReadable ? name : "#" + Sha256.of(bytes(name)).hex();
    }

    /** An encoding would take half a surrogate pair for any other. */
    private static byte[] bytes(String name) {
        ByteBuffer bytes = ByteBuffer.allocate(name.length() * Character.BYTES);
        bytes.asCharBuffer().put(name);
        return bytes.array();
    }
}
