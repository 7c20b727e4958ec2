package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Says who claims each message of a folder of one's own, {@code -Dclaims.folder=...}: what somebody collected from their
 * topics, or AWS's own samples. {@code target/claims.tsv} then lists family, severity, file and title. Files are published
 * texts, {@code .json} or {@code .txt}.
 */
@EnabledIfSystemProperty(named = "claims.folder", matches = ".+")
class ClaimsTest {

    @Test
    void areMadeByOneFamilyAtMost() throws IOException {
        Path folder = Path.of(System.getProperty("claims.folder"));
        List<String> lines = new ArrayList<>();
        Map<String, List<String>> ties = new TreeMap<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(ClaimsTest::isMessage).sorted().toList()) {
                Message message = new Message("arn:aws:sns:us-east-1:123456789012:claims", "-", java.time.Instant.EPOCH,
                        Optional.empty(), Files.readString(file), Map.of());
                Notice notice = AllInterpreters.asked().interpret(message);
                List<String> claimants = AllInterpreters.claimants(message);
                if (claimants.size() > 1) {
                    ties.put(file.toString(), claimants);
                }
                lines.add(String.join("\t", notice.family(), notice.severity().name(), folder.relativize(file).toString(),
                        notice.title()));
            }
        }
        Files.write(Path.of("target/claims.tsv"), lines);
        assertThat(ties).isEmpty();
    }

    private static boolean isMessage(Path file) {
        String name = file.toString();
        return !name.endsWith(".golden.json") && (name.endsWith(".json") || name.endsWith(".txt"));
    }
}
