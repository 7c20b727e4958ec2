package dev.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;

class BuildTest {

    @Test
    void saysWhatTheBuildHasWrittenDown() {
        Build build = Build.of(properties(Map.of("version", "1.2.3", "commit", "1cba675", "built", "2026-11-25T05:15:26Z")),
                true);

        assertThat(build).isEqualTo(new Build("1.2.3", "1cba675", "2026-11-25T05:15:26Z", true));
        assertThat(StartReport.line(build, "17.11", "")).isEqualTo(
                "Tocsin 1.2.3, commit 1cba675, native, PostgreSQL 17.11; all settings have their defaults");
    }

    @Test
    void aCommitThatTheBuildDoesNotKnowIsUnknown() {
        assertThat(Build.of(properties(Map.of("version", "1.2.3", "commit", "${buildNumber}")), false).commit())
                .isEqualTo("unknown");
        assertThat(Build.of(properties(Map.of("commit", " ")), false))
                .isEqualTo(new Build("unknown", "unknown", "unknown", false));
    }

    @Test
    void theBuildWritesItDown() {
        assertThat(Build.current().version()).matches("\\d+\\.\\d+.*");
        assertThat(Build.current().commit()).matches("unknown|[0-9a-f]{7,40}");
        assertThat(Instant.parse(Build.current().built())).isBefore(Instant.now().plusSeconds(60));
    }

    private static Properties properties(Map<String, String> of) {
        Properties properties = new Properties();
        properties.putAll(of);
        return properties;
    }
}
