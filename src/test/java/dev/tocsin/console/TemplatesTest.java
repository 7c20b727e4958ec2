package dev.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** What all templates of pages keep to, whichever of their branches is shown. */
class TemplatesTest {

    private static final Path FOLDER = Path.of("src/main/resources/templates/console");
    private static final Pattern TAG = Pattern.compile("<[a-z][a-z0-9]*(?:\\s(?:\\{[^}]*}|\"[^\"]*\"|'[^']*'|[^>\"'{]++)*)?>");

    @Test
    void noFormThatChangesAnythingPutsItsFieldsIntoTheAddressWhereScriptsDoNotRun() throws IOException {
        assertThat(tags()).filteredOn(tag -> tag.startsWith("<form") && tag.matches("(?s).*hx-(post|patch|delete)=.*"))
                .hasSizeGreaterThan(10).allMatch(tag -> tag.contains(" method=\"post\""));
    }

    @Test
    void whatALivePartPicksFromItsPageIsNotPickedFromTheAnswersToItsButtons() throws IOException {
        assertThat(tags()).filteredOn(tag -> tag.contains("data-live=")).hasSizeGreaterThan(3)
                .allMatch(tag -> tag.contains("hx-disinherit=\"hx-select hx-swap\""));
    }

    @Test
    void everyTagEnds() throws IOException {
        assertThat(tags()).hasSizeGreaterThan(500)
                .noneMatch(tag -> tag.replaceAll("\"[^\"]*\"|'[^']*'|\\{[^}]*}", "").indexOf('<', 1) > 0);
    }

    private static List<String> tags() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.flatMap(file -> TAG.matcher(read(file)).results().map(MatchResult::group)).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
