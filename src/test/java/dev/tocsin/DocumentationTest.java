package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The pages lead where they say, and the page of settings has all of them as they are. */
class DocumentationTest {

    private static final Path DOCS = Path.of("docs");
    private static final Pattern FENCE = Pattern.compile("^( *)```.*?^ *```\\s*?$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+?) *$", Pattern.MULTILINE);
    private static final Pattern NAME_OF_A_TEST = Pattern.compile("`([A-Z][a-z][A-Za-z0-9]+(?:Test|IT))`");
    private static final Pattern SETTING = Pattern
            .compile("^\\| `(tocsin\\.[^`]+)` \\| ([^|]+) \\| [^|]+ \\| ([^|]+) \\|$", Pattern.MULTILINE);

    /** Settings that no {@code @ConfigMapping} has. */
    private static final Set<String> SINGLE = Set.of("tocsin.api.admin-token", "tocsin.secrets.key",
            "tocsin.secrets.previous-keys", "tocsin.embedded.folder", "tocsin.configurations-file",
            "tocsin.configurations-check-every", "tocsin.public-url", "tocsin.stand-in.port", "tocsin.stand-in.folder");

    /** A row of the page of settings. */
    private record Row(String type, String usual) {
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages().toList()) {
            for (String link : links(page)) {
                whatIsWrong(page, link).ifPresent(wrong -> broken.add(page + ": (" + link + ") " + wrong));
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void everyPageIsInTheIndex() throws IOException {
        Path index = DOCS.resolve("README.md");
        List<Path> listed = links(index).stream().map(link -> DOCS.resolve(link.replaceAll("#.*", "")).normalize()).toList();

        assertThat(listed).containsAll(pages().filter(page -> page.startsWith(DOCS) && !page.equals(index)).toList());
    }

    @Test
    void everyTestThatAPageNamesIsThere() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            tests = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", "")).collect(Collectors.toSet());
        }
        List<String> missing = new ArrayList<>();
        for (Path page : pages().toList()) {
            NAME_OF_A_TEST.matcher(prose(page)).results().map(name -> name.group(1)).filter(name -> !tests.contains(name))
                    .forEach(name -> missing.add(page + ": " + name));
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void thePageOfSettingsHasAllOfThemAsTheyAre() throws IOException {
        Map<String, Row> rows = new HashMap<>();
        Matcher row = SETTING.matcher(Files.readString(DOCS.resolve("settings.md")));
        while (row.find()) {
            assertThat(rows.put(row.group(1), new Row(row.group(2), row.group(3)))).as("twice: " + row.group(1)).isNull();
        }
        Set<String> properties = new HashSet<>(SINGLE);
        for (Class<?> mapping : OwnSettings.MAPPINGS) {
            for (Method member : mapping.getMethods()) {
                if (Modifier.isStatic(member.getModifiers())) {
                    continue;
                }
                String property = MappedProperty.of(mapping, member);
                properties.add(property);
                assertThat(rows).as("docs/settings.md").containsKey(property);
                assertIsAsItIs(property, rows.get(property), member);
            }
        }

        assertThat(rows).containsOnlyKeys(properties);
    }

    private static void assertIsAsItIs(String property, Row row, Method member) {
        Optional<String> type = type(member.getReturnType());
        type.ifPresent(expected -> assertThat(row.type()).as("type of " + property).isEqualTo(expected));
        WithDefault usual = member.getAnnotation(WithDefault.class);
        if (usual == null) {
            assertThat(row.usual()).as("default of " + property).doesNotStartWith("`");
        } else {
            assertThat(row.usual()).as("default of " + property).isEqualTo("`" + usual.value() + "`");
        }
    }

    private static Optional<String> type(Class<?> type) {
        if (type == Duration.class) {
            return Optional.of("duration");
        }
        if (type == int.class || type == OptionalInt.class) {
            return Optional.of("number");
        }
        if (type == boolean.class) {
            return Optional.of("`true`, `false`");
        }
        return type == List.class ? Optional.of("list") : Optional.empty();
    }

    private static Stream<Path> pagesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    private static Stream<Path> pages() throws IOException {
        Stream<Path> beside = Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md").map(Path::of);
        return Stream.of(beside, pagesIn(DOCS), pagesIn(Path.of("kubernetes"))).flatMap(pages -> pages);
    }

    private static List<String> links(Path page) {
        String text = prose(page).replaceAll("`[^`\\n]*`", "");
        return LINK.matcher(text).results().map(link -> link.group(1)).filter(link -> !link.matches("[a-z]+:.*")).toList();
    }

    private static Optional<String> whatIsWrong(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (target.isAbsolute() || target.startsWith("..") || !Files.exists(target)) {
            return Optional.of("is no file of the project");
        }
        if (parts.length == 2 && !anchors(target).contains(parts[1])) {
            return Optional.of("is no heading there");
        }
        return Optional.empty();
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(prose(page)).results().map(heading -> heading.group(1)).forEach(heading -> {
            String anchor = heading.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1").toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
            int times = 0;
            while (!anchors.add(times == 0 ? anchor : anchor + "-" + times)) {
                times++;
            }
        });
        return anchors;
    }

    /** Without blocks of code. */
    private static String prose(Path page) {
        try {
            return FENCE.matcher(Files.readString(page)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(page.toString(), e);
        }
    }
}
