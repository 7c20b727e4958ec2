package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** What the workflows refer to is there, and no job may do more than it has to. */
class WorkflowsTest {

    private static final Path WORKFLOWS = Path.of(".github", "workflows");
    private static final List<String> OF_THIS_RELEASE = List.of("pom.xml", "CHANGELOG.md", "kubernetes/helm/tocsin/Chart.yaml",
            "kubernetes/overlays/production/kustomization.yaml", "kubernetes/overlays/minimal/kustomization.yaml");

    @TempDir
    Path folder;

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void actionsAreOfAVersionAndJobsEndAndWaitForJobsThatThereAre(Path file) throws IOException {
        JsonNode workflow = new YAMLMapper().readTree(file.toFile());

        assertThat(workflow.path("permissions").isObject()).as("what a job may do that does not say it").isTrue();
        assertThat(workflow.path("permissions").toString()).doesNotContain("write");
        for (JsonNode job : workflow.path("jobs")) {
            assertThat(job.path("timeout-minutes").asInt()).isPositive();
            JsonNode needs = job.path("needs");
            assertThat(needs.isTextual() ? Stream.of(needs) : stream(needs))
                    .allMatch(needed -> workflow.path("jobs").has(needed.asText()));
            assertThat(stream(job.path("steps")).filter(step -> step.has("uses")).map(step -> step.path("uses").asText()))
                    .isNotEmpty().allMatch(action -> action.matches("[\\w-]+/[\\w-]+@v[0-9][0-9.]*"));
            assertThat(stream(job.path("steps")).filter(step -> step.path("uses").asText().startsWith("actions/checkout@")))
                    .allMatch(step -> step.at("/with/persist-credentials").toString().equals("false"));
            assertThat(stream(job.path("steps")).filter(step -> step.has("run")).map(step -> step.path("run").asText()))
                    .as("what somebody else may have named is no part of a command").noneMatch(run -> run.contains("${{"));
        }
    }

    @Test
    void aReleaseBuildsSignsAndPublishesWhatIsThere() throws IOException {
        JsonNode release = new YAMLMapper().readTree(WORKFLOWS.resolve("release.yml").toFile());
        String text = Files.readString(WORKFLOWS.resolve("release.yml"));
        JsonNode image = release.at("/jobs/image");

        assertThat(stream(image.at("/strategy/matrix/kind")).map(JsonNode::asText)).containsExactly("native", "jvm")
                .allMatch(kind -> Files.isRegularFile(Path.of("Dockerfile." + kind)));
        assertThat(stream(image.at("/strategy/matrix/machine")).map(machine -> machine.path("architecture").asText()))
                .containsExactly("amd64", "arm64");
        assertThat(stream(release.at("/jobs/publish/strategy/matrix/include")).map(one -> one.path("kind").asText()))
                .containsExactly("native", "jvm");
        for (String argument : List.of("COMMIT", "VERSION")) {
            assertThat(text).contains(argument + "=${{ ");
            assertThat(Files.readAllLines(Path.of("Dockerfile.native"))).anyMatch(line -> line.startsWith("ARG " + argument));
            assertThat(Files.readAllLines(Path.of("Dockerfile.jvm"))).anyMatch(line -> line.startsWith("ARG " + argument));
        }
        assertThat(Path.of(".ci/run")).isExecutable();
        assertThat(Path.of(".ci/release-version")).isExecutable();
        assertThat(Files.readString(Path.of(".ci/run"))).as("makes target/bom.json").contains("cyclonedx:makeBom");
        assertThat(Files.readAllLines(Path.of("kubernetes/helm/tocsin/values.yaml")))
                .contains("  repository: registry.example.com/tocsin");
        assertThat(stream(release.path("jobs")).filter(job -> job.toString().contains("cosign sign")))
                .hasSize(2).allMatch(job -> job.at("/permissions/id-token").asText().equals("write"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aTagReleasesOnlyTheVersionThatAllFilesName() throws Exception {
        for (String name : OF_THIS_RELEASE) {
            Path copy = folder.resolve(name);
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, Files.readString(Path.of(name)).replace("-SNAPSHOT", "")
                    .replaceFirst("## Unreleased", "## 0.1.0 - 2026-12-01"));
        }

        assertThat(version("v0.1.0")).isEqualTo("0: 0.1.0");
        assertThat(version("0.1.0")).startsWith("1: The tag 0.1.0 is none of a release");
        assertThat(version("v0.2.0")).startsWith("1: ").contains("pom.xml says '0.1.0'", "the chart (version) says '0.1.0'",
                "the chart (appVersion) says '0.1.0'", "production/kustomization.yaml says '0.1.0'",
                "minimal/kustomization.yaml says '0.1.0'", "CHANGELOG.md says ''");
        Files.writeString(folder.resolve("pom.xml"), Files.readString(Path.of("pom.xml")));
        assertThat(version("v0.1.0")).startsWith("1: pom.xml says '0.1.0-SNAPSHOT'");
    }

    private String version(String tag) throws Exception {
        Path said = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(Path.of(".ci/release-version").toAbsolutePath().toString(), tag);
        builder.environment().put("RELEASE_ROOT", folder.toString());
        Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + ": " + Files.readString(said).strip();
    }

    private static Stream<JsonNode> stream(JsonNode node) {
        return Stream.iterate(0, i -> i < node.size(), i -> i + 1).map(node.isArray()
                ? node::get
                : i -> node.properties().stream().skip(i).findFirst().orElseThrow().getValue());
    }
}
