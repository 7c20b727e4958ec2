package dev.tocsin.chaos;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A file that takes all the room of the filesystem where it lies; of a small one only, never of somebody's usual disk. */
public final class Ballast {

    /** In bytes, for all that is there. */
    private static final long LARGEST = 4L << 30;
    private static final int[] PIECES = { 1 << 20, 4 << 10 };

    private final Path file;

    /** @param folder on the filesystem that it is to fill */
    public Ballast(Path folder) {
        if (!isSmall(folder)) {
            throw new IllegalArgumentException("the filesystem of " + folder + " is none that may be filled");
        }
        this.file = folder.resolve("ballast");
    }

    /** In a folder that somebody gave a small filesystem of its own, so that nothing else is in want of room meanwhile. */
    static Optional<Ballast> in(Path folder) throws IOException {
        FileStore disk = Files.getFileStore(folder);
        for (String usual : List.of("java.io.tmpdir", "user.home", "user.dir")) {
            if (Files.getFileStore(Path.of(System.getProperty(usual))).equals(disk)) {
                return Optional.empty();
            }
        }
        return isSmall(folder) ? Optional.of(new Ballast(folder)) : Optional.empty();
    }

    private static boolean isSmall(Path folder) {
        long size = new File(folder.toString()).getTotalSpace();
        return size > 0 && size < LARGEST;
    }

    /** Takes what there is, also what has become free since it was filled before. */
    public void fill() throws IOException {
        for (int piece : PIECES) {
            byte[] nothing = new byte[piece];
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (hasRoom()) {
                    out.write(nothing);
                }
            } catch (IOException failure) {
                if (new File(file.toString()).length() == 0) {
                    throw failure;
                }
                // There was room for a part of it.
            }
        }
    }

    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    /** As {@code statvfs} says, which needs no list of mounts: another process may have it mounted for itself. */
    private boolean hasRoom() {
        return new File(file.toString()).getUsableSpace() > 0;
    }
}
