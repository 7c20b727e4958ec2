package dev.tocsin.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux says of processes in {@code /proc}; NaN where there is none. */
final class Processes {

    /** Of USER_HZ, which is 100 on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER = 11;
    private static final int OF_ENDED_CHILDREN = 15;

    private Processes() {
    }

    /** Seconds of processor time of a process, its children, and those children that ended. */
    static double cpuSeconds(long pid) {
        Stream<ProcessHandle> children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children);
        return cpuSeconds(pid, OF_ENDED_CHILDREN)
                + children.mapToDouble(child -> cpuSeconds(child.pid(), USER + 2)).filter(time -> !Double.isNaN(time)).sum();
    }

    /** Of this very process, without those that it started. */
    static double ownCpuSeconds() {
        return cpuSeconds(ProcessHandle.current().pid(), USER + 2);
    }

    private static double cpuSeconds(long pid, int end) {
        try {
            return cpuSeconds(Files.readString(Path.of("/proc", String.valueOf(pid), "stat")), end);
        } catch (IOException noLinuxOrEnded) {
            return Double.NaN;
        }
    }

    /** @param stat one line; the second field is the name in parentheses, which may hold blanks */
    static double cpuSeconds(String stat, int end) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int i = USER; i < end; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** The most memory that it ever had, in MiB. */
    static double peakMebibytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                    .map(kilobytes -> kilobytes / 1024).findFirst().orElse(Double.NaN);
        } catch (IOException noLinux) {
            return Double.NaN;
        }
    }
}
