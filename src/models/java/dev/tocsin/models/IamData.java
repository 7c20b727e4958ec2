package dev.tocsin.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What IAM calls the operations, and what AWS says each of its actions does. */
final class IamData {

    private static final Set<String> READING = Set.of("Read", "List");

    private final Map<String, String> levels = new HashMap<>();

    record Found(boolean isReading, List<String> actions) {
    }

    static IamData read(Path folder) throws IOException {
        IamData data = new IamData();
        for (String line : Files.readAllLines(folder.resolve("access-levels.txt"))) {
            if (!line.startsWith("#") && !line.isBlank()) {
                int space = line.indexOf(' ');
                data.levels.put(line.substring(0, space), line.substring(space + 1));
            }
        }
        return data;
    }

    Found of(KnownService service, String operation, String method) {
        String action = service.iam() + ":" + operation;
        return new Found(READING.contains(levels.getOrDefault(action, "unknown")), List.of(action));
    }
}
