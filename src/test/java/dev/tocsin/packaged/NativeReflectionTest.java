package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Whatever Jackson binds is registered for reflection in the native executable, where it would otherwise be empty or fail when
 * it is first used. {@code -Dnative.sources} names what Quarkus made for native-image, which .ci/run has made without it.
 */
class NativeReflectionTest {

    private static final Path CLASSES = Path.of("target", "classes");

    @Test
    void findsWhatJacksonBindsAndWhatIsInIt() throws Exception {
        assertThat(BoundTypes.of(CLASSES)).containsKeys(
                // A body and a part of an answer; what only a tree is bound to; what is in one of them.
                "dev.tocsin.delivery.PreviewRequest", "dev.tocsin.history.Histories$Page",
                "dev.tocsin.configuration.ConfigurationStateResource$Disabling", "dev.tocsin.history.Histories$Attempt",
                // What is only written, as something that the audit shows.
                "dev.tocsin.delivery.ShutAudit$Shut")
                .hasSizeGreaterThan(40);
    }

    @Test
    void everythingThatJacksonBindsIsRegisteredForReflection() throws Exception {
        String sources = System.getProperty("native.sources", "");
        assumeTrue(!sources.isEmpty(), "there are no native sources: -Dnative.sources=<the folder native-sources>");
        Set<String> registered = registered(Path.of(sources));

        Map<String, String> missing = new TreeMap<>(BoundTypes.of(CLASSES));
        missing.keySet().removeAll(registered);
        assertThat(missing).as("types and where they are bound: name them in @RegisterForReflection").isEmpty();
    }

    /** With their constructors and with their fields or methods, by either of which Jackson has their members. */
    private static Set<String> registered(Path sources) throws IOException {
        Set<String> types = new HashSet<>();
        try (Stream<Path> files = Files.list(sources)) {
            Path jar = files.filter(file -> file.toString().endsWith("-runner.jar")).findFirst().orElseThrow();
            try (JarFile runner = new JarFile(jar.toFile());
                    InputStream config = runner.getInputStream(runner.getEntry("META-INF/native-image/reflect-config.json"))) {
                for (JsonNode type : new ObjectMapper().readTree(config)) {
                    if (all(type, "Constructors") && (all(type, "Methods") || all(type, "Fields"))) {
                        types.add(type.path("name").asText());
                    }
                }
            }
        }
        return types;
    }

    private static boolean all(JsonNode type, String what) {
        return type.path("allDeclared" + what).asBoolean() || type.path("allPublic" + what).asBoolean();
    }
}
