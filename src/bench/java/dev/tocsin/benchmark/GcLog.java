package dev.tocsin.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log of {@code -Xlog:gc} says in sum. What was allocated is what the heap grew by between two collections; those that
 * were asked for at the beginning and at the end of a measurement make that exact to the mebibyte, and count for nothing else.
 *
 * @param collections but for those that were asked for
 * @param pauseSeconds how long these stopped the application
 * @param allocated in MiB
 */
record GcLog(int collections, double pauseSeconds, double allocated) {

    private static final Pattern COLLECTION = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\) ([\\d.]+)ms");

    private static final List<String> ASKED = List.of("(System.gc())", "(Diagnostic Command)");

    /** Nothing, if there is no log: a native executable writes none. */
    static GcLog read(Path file) throws IOException {
        return Files.exists(file) ? of(Files.readAllLines(file)) : new GcLog(0, 0, 0);
    }

    static GcLog of(List<String> lines) {
        int collections = 0;
        double pauses = 0;
        long allocated = 0;
        long left = 0;
        for (String line : lines) {
            Matcher pause = COLLECTION.matcher(line);
            if (pause.find()) {
                if (ASKED.stream().noneMatch(line::contains)) {
                    collections++;
                    pauses += Double.parseDouble(pause.group(3)) / 1_000;
                }
                // Pauses of a concurrent cycle free nothing by themselves and may find the heap smaller than before.
                allocated += Math.max(0, Long.parseLong(pause.group(1)) - left);
                left = Long.parseLong(pause.group(2));
            }
        }
        return new GcLog(collections, pauses, allocated);
    }

    GcLog since(GcLog earlier) {
        return new GcLog(collections - earlier.collections, pauseSeconds - earlier.pauseSeconds,
                allocated - earlier.allocated);
    }
}
