package dev.tocsin.packaged;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import dev.tocsin.benchmark.PostgresPrograms;

/**
 * A filesystem in memory that only one process has mounted, and that goes with it, also when this one is killed: it ends with
 * its standard input. All others of its user reach what lies there through it. On Linux, as root or where a user may have a
 * namespace of users, and where no container forbids it.
 */
final class SmallDisk {

    private static final boolean IS_ROOT = System.getProperty("user.name").equals("root");

    private final Process holder;
    private final Path path;

    private SmallDisk(Process holder, Path path) {
        this.holder = holder;
        this.path = path;
    }

    /**
     * @param folder an empty one, which all may enter
     * @param size as mount has it
     */
    static SmallDisk in(Path folder, String size) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
        if (!IS_ROOT) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        command.addAll(List.of("sh", "-c", "mount --make-rprivate / && mount -t tmpfs -o mode=0755,size=" + size
                + " tmpfs \"$0\" && echo mounted && exec \"$@\"", folder.toString()));
        command.addAll(IS_ROOT ? PostgresPrograms.asTheirUser("cat") : List.of("cat"));
        try {
            Process holder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String said = new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8)).readLine();
            Path path = Path.of("/proc", String.valueOf(holder.pid()), "root")
                    .resolve(Path.of("/").relativize(folder.toAbsolutePath()));
            boolean isThere = "mounted".equals(said) && Files.isDirectory(path);
            if (!isThere) {
                holder.destroy();
            }
            Assumptions.assumeTrue(isThere, "this machine lets this user mount nothing, for instance in a container");
            return new SmallDisk(holder, path);
        } catch (IOException noUnshare) {
            Assumptions.abort("this system has no namespaces of mounts");
            throw new IllegalStateException(noUnshare);
        }
    }

    Path path() {
        return path;
    }

    void close() throws InterruptedException {
        holder.destroy();
        if (!holder.waitFor(20, TimeUnit.SECONDS)) {
            holder.destroyForcibly();
        }
    }
}
