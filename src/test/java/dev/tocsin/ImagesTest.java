package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the images are made of, as far as that shows without building them. */
class ImagesTest {

    private static final Path SCRIPTS = Path.of("src", "main", "docker");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = { "Dockerfile.native", "Dockerfile.jvm" })
    void whatIsCopiedIsThereAndIsSentToTheBuilder(String dockerfile) throws IOException {
        List<String> sent = Files.readAllLines(Path.of(".dockerignore")).stream().filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1)).toList();
        List<String> copied = lines(dockerfile).filter(line -> line.startsWith("COPY") && !line.contains("--from="))
                .flatMap(line -> Arrays.stream(line.split(" ")).skip(1).filter(word -> !word.startsWith("--")))
                .filter(word -> !word.startsWith("./") && !word.startsWith("/")).distinct().toList();

        assertThat(copied).contains("mvnw", "pom.xml", ".mvn", "src/main");
        assertThat(copied).allSatisfy(path -> {
            assertThat(Path.of(path)).exists();
            assertThat(sent).anyMatch(given -> Path.of(path).startsWith(given));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "Dockerfile.native", "Dockerfile.jvm" })
    void anImageSaysWhatItIs(String dockerfile) throws IOException {
        String text = Files.readString(Path.of(dockerfile));

        assertThat(text).contains("org.opencontainers.image.title=", "org.opencontainers.image.description=",
                "org.opencontainers.image.licenses=\"Apache-2.0\"", "org.opencontainers.image.version=\"$VERSION\"",
                "org.opencontainers.image.revision=\"$COMMIT\"");
        assertThat(lines(dockerfile).filter(line -> line.startsWith("FROM "))).allMatch(line -> line.matches(
                "FROM [a-z0-9./-]+:[a-z0-9.-]+( AS [a-z]+)?")).noneMatch(line -> line.contains(":latest"));
    }

    /** An archive of classes is read by the JVM that wrote it alone, and these come from one release of one image. */
    @Test
    void theArchiveIsWrittenByTheJvmThatReadsIt() throws IOException {
        List<String> images = lines("Dockerfile.jvm").filter(line -> line.startsWith("FROM ")).toList();

        assertThat(images).hasSize(3);
        assertThat(images.get(1)).isEqualTo(images.get(2) + " AS trained");
        assertThat(images.get(0)).isEqualTo(images.get(2).replace("-runtime:", ":") + " AS build");
        assertThat(lines("Dockerfile.jvm")).contains("RUN /opt/tocsin/train", "ENTRYPOINT [\"/opt/tocsin/tocsin\"]",
                "COPY --chown=0:0 --from=trained /opt/tocsin /opt/tocsin");
    }

    /** A JVM takes options before -jar alone; what is behind it would be Tocsin's, which has none. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatAManifestSaysGoesToTheJvm() throws Exception {
        Path launcher = Files.copy(SCRIPTS.resolve("tocsin"), folder.resolve("tocsin"));
        assertThat(SCRIPTS.resolve("tocsin")).isExecutable();
        assertThat(SCRIPTS.resolve("train")).isExecutable();
        Path java = Files.writeString(Files.createDirectory(folder.resolve("bin")).resolve("java"),
                "#!/bin/sh\nfor one in \"$@\"; do echo \"$one\"; done\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));

        List<String> without = started(launcher, "-Xmx192m", "-XX:OnError=echo a b");
        Files.writeString(folder.resolve("tocsin.aot"), "");
        List<String> with = started(launcher, "-Xmx192m", "-XX:OnError=echo a b");

        Path app = folder.toRealPath();
        assertThat(without).endsWith("-Xmx192m", "-XX:OnError=echo a b", "-jar", app.resolve("quarkus-run.jar").toString())
                .contains("-XX:+ExitOnOutOfMemoryError").noneMatch(option -> option.startsWith("-XX:AOTCache="));
        assertThat(with).contains("-XX:AOTCache=" + app.resolve("tocsin.aot")).containsAll(without);
    }

    private List<String> started(Path launcher, String... options) throws Exception {
        Path said = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(options)).toList());
        builder.environment().merge("PATH", folder.resolve("bin") + ":", (path, first) -> first + path);
        Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return Files.readAllLines(said, StandardCharsets.UTF_8);
    }

    private static Stream<String> lines(String dockerfile) throws IOException {
        return Files.readAllLines(Path.of(dockerfile)).stream();
    }
}
