package dev.tocsin.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a replica's log has at ERROR or with a stack trace, each kind once with its number. */
final class LogFindings {

    private static final Pattern ERROR = Pattern.compile("\\sERROR\\s|\"level\":\"ERROR\"");
    private static final Pattern FRAME = Pattern.compile("^\\s+(at|\\.\\.\\.) .*|^Caused by: .*");
    private static final Pattern NUMBERS = Pattern.compile("[0-9a-f-]{36}|\\d+");

    private LogFindings() {
    }

    static List<String> of(List<Path> logs) throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        for (Path log : logs) {
            String before = "";
            boolean isInATrace = false;
            for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
                boolean isFrame = FRAME.matcher(line).matches();
                if (ERROR.matcher(line).find()) {
                    found.merge(kind(line), 1, Integer::sum);
                } else if (isFrame && !isInATrace && !ERROR.matcher(before).find()) {
                    found.merge("trace: " + kind(before), 1, Integer::sum);
                }
                isInATrace = isFrame;
                before = line;
            }
        }
        List<String> findings = new ArrayList<>();
        found.forEach((kind, count) -> findings.add(count + " times: " + kind));
        return findings;
    }

    private static String kind(String line) {
        String kind = NUMBERS.matcher(line).replaceAll("#");
        return kind.substring(0, Math.min(kind.length(), 300));
    }
}
