package dev.tocsin.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.start.ExitCode;
import dev.tocsin.start.NoStart;
import dev.tocsin.start.Setting;

/** Folders and files in which no other user of the machine can put anything, or read what is none of theirs. */
final class OwnFolder {

    private static final Set<PosixFilePermission> OTHERS_WRITE = Set.of(PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_WRITE);

    private OwnFolder() {
    }

    /**
     * Makes a folder that only its owner can enter; of one that is there it takes away that others may write.
     *
     * @throws NoStart if it belongs to somebody else, or cannot be made or written to
     */
    static void prepare(Path folder) {
        try {
            Files.createDirectories(folder, attributes(folder, "rwx------"));
            requireOurs(folder);
            if (isPosix(folder)) {
                Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(folder));
                if (permissions.removeAll(OTHERS_WRITE)) {
                    Files.setPosixFilePermissions(folder, permissions);
                }
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** A folder within a prepared one that nobody else may even enter. */
    static Path inner(Path folder) throws IOException {
        Files.createDirectories(folder, attributes(folder, "rwx------"));
        if (isPosix(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }

    /** Whom a new file belongs to, we are. */
    private static void requireOurs(Path folder) throws IOException {
        Path mine = Files.createTempFile(folder, ".owner", null);
        try {
            if (!Files.getOwner(mine).equals(Files.getOwner(folder))) {
                throw new NoStart(ExitCode.FOLDER_UNUSABLE, Setting.named(EmbeddedPostgres.FOLDER) + ": " + folder
                        + " belongs to " + Files.getOwner(folder).getName()
                        + ", who could replace what is in it. Choose a folder of the user that runs Tocsin.");
            }
        } finally {
            Files.delete(mine);
        }
    }

    static NoStart unusable(Path folder, IOException e) {
        String why = e instanceof AccessDeniedException ? "permission denied"
                : e instanceof FileAlreadyExistsException ? "it is no folder"
                        : e.getClass().getSimpleName() + " " + e.getMessage();
        return new NoStart(ExitCode.FOLDER_UNUSABLE, Setting.named(EmbeddedPostgres.FOLDER) + ": " + folder
                + " cannot be used (" + why + "). Choose a folder that Tocsin's user may write, or set "
                + "QUARKUS_DATASOURCE_REACTIVE_URL to use a database of yours.", e);
    }

    /** Writes a file that only its owner reads: all of it or, if the process ends, nothing. */
    static void write(Path file, String text) throws IOException {
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), ".new", null, attributes(file, "rw-------"));
        try {
            Files.writeString(whole, text);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
                : new FileAttribute<?>[0];
    }
}
