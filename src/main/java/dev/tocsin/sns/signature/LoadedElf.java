package dev.tocsin.sns.signature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A shared library in the Executable and Linkable Format, as far as it is loaded. What is loaded are its segments, which the
 * program headers name; symbols for debuggers and the table of sections lie behind them in the file.
 */
final class LoadedElf {

    /** The magic number, 64 bits, and the byte that is least comes first. */
    private static final byte[] START = { 0x7f, 'E', 'L', 'F', 2, 1 };
    private static final int HEADER = 64;

    private static final int PROGRAM_HEADERS_AT = 32;
    private static final int SECTIONS_AT = 40;
    private static final int PROGRAM_HEADER_SIZE = 54;
    private static final int PROGRAM_HEADERS = 56;
    private static final int SECTIONS = 60;
    private static final int SECTION_OF_NAMES = 62;

    private static final int SEGMENT_AT = 8;
    private static final int SEGMENT_SIZE = 32;

    private LoadedElf() {
    }

    /** What is of another format stays as it is. */
    static byte[] of(byte[] library) {
        if (library.length < HEADER || !Arrays.equals(START, Arrays.copyOf(library, START.length))) {
            return library;
        }
        byte[] loaded = Arrays.copyOf(library, end(ByteBuffer.wrap(library).order(ByteOrder.LITTLE_ENDIAN)));
        // A table of sections that is not there any more must not be looked for.
        ByteBuffer.wrap(loaded).putLong(SECTIONS_AT, 0).putShort(SECTIONS, (short) 0).putShort(SECTION_OF_NAMES, (short) 0);
        return loaded;
    }

    private static int end(ByteBuffer library) {
        long end = HEADER;
        for (int i = 0; i < library.getShort(PROGRAM_HEADERS); i++) {
            int header = Math.toIntExact(library.getLong(PROGRAM_HEADERS_AT))
                    + i * library.getShort(PROGRAM_HEADER_SIZE);
            end = Math.max(end, library.getLong(header + SEGMENT_AT) + library.getLong(header + SEGMENT_SIZE));
            end = Math.max(end, header + (long) library.getShort(PROGRAM_HEADER_SIZE));
        }
        return Math.toIntExact(end);
    }
}
