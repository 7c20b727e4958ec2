package dev.tocsin.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/**
 * Commands that lead a process to where it is hard to live: on Linux, as root, and where a container does not forbid it. What
 * follows a command there has the same process id.
 */
final class HarshPlace {

    private static final String READ_ONLY = "mount --make-rprivate / && mount -o remount,ro,bind / && ";
    private static final String WITH_TMP = "mount -n -t tmpfs -o mode=1777,size=64m tmpfs /tmp && ";
    /** As OpenShift gives one: a number that has no name, of the group 0. */
    private static final String AS_NOBODY_KNOWN = "exec setpriv --reuid 1000680000 --regid 0 --clear-groups \"$@\"";
    private static final String NOWHERE = "touch \"$PWD/written\" /tmp/written /var/tmp/written 2>/dev/null && exit 99; ";

    private HarshPlace() {
    }

    /** No file can be written anywhere, and the user has no name. */
    static List<String> whereNothingCanBeWritten() throws Exception {
        return possible(unshared(READ_ONLY + "{ " + NOWHERE + AS_NOBODY_KNOWN + "; }"));
    }

    /** Only /tmp can be written to, as in the Deployment, and the user has no name. */
    static List<String> whereOnlyTmpCanBeWritten() throws Exception {
        return possible(unshared(READ_ONLY + WITH_TMP + AS_NOBODY_KNOWN));
    }

    /** The only server of names is the one at this address. */
    static List<String> whereNamesAreAskedOf(String address, Path folder) throws Exception {
        Path servers = Files.writeString(folder.resolve("resolv.conf"), "nameserver " + address + "\n");
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        return possible(unshared("mount --make-rprivate / && mount --bind " + servers + " /etc/resolv.conf && mount --bind "
                + hosts + " /etc/hosts && exec \"$@\""));
    }

    private static List<String> unshared(String script) {
        return List.of("unshare", "--mount", "sh", "-c", script, "sh");
    }

    private static List<String> possible(List<String> place) throws Exception {
        Assumptions.assumeTrue(leads(place), "this machine makes no such place, for instance because the test is not root");
        return place;
    }

    private static boolean leads(List<String> place) throws InterruptedException {
        List<String> command = new ArrayList<>(place);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noUnshare) {
            return false;
        }
    }
}
