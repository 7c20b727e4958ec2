package dev.tocsin.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The models that the SDK for Python brings, in its wheel or in a folder. */
final class BotocoreModels implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path data;
    private final Optional<FileSystem> wheel;

    private BotocoreModels(Path data, Optional<FileSystem> wheel) {
        this.data = data;
        this.wheel = wheel;
    }

    /** @param from a wheel, or the folder {@code botocore} that is in one */
    static BotocoreModels open(Path from) throws IOException {
        if (Files.isDirectory(from)) {
            return new BotocoreModels(from.resolve("data"), Optional.empty());
        }
        FileSystem wheel = FileSystems.newFileSystem(from);
        return new BotocoreModels(wheel.getPath("botocore", "data"), Optional.of(wheel));
    }

    String version() throws IOException {
        String code = Files.readString(data.resolveSibling("__init__.py"));
        return code.lines().filter(line -> line.startsWith("__version__"))
                .map(line -> line.replaceAll(".*['\"](.*)['\"].*", "$1"))
                .findFirst().orElseThrow();
    }

    JsonNode service(String folder) throws IOException {
        return read(newest(folder), "service-2.json").orElseThrow(() -> new IOException("There is no service " + folder));
    }

    JsonNode paginators(String folder) throws IOException {
        return read(newest(folder), "paginators-1.json").map(file -> file.path("pagination")).orElse(JSON.createObjectNode());
    }

    JsonNode endpoints() throws IOException {
        return read(data, "endpoints.json").orElseThrow();
    }

    private Path newest(String folder) throws IOException {
        try (Stream<Path> versions = Files.list(data.resolve(folder))) {
            return versions.max(Comparator.comparing(version -> version.getFileName().toString())).orElseThrow();
        }
    }

    private static Optional<JsonNode> read(Path folder, String name) throws IOException {
        Path packed = folder.resolve(name + ".gz");
        if (Files.exists(packed)) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
                return Optional.of(JSON.readTree(in));
            }
        }
        Path plain = folder.resolve(name);
        return Files.exists(plain) ? Optional.of(JSON.readTree(Files.readAllBytes(plain))) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        if (wheel.isPresent()) {
            wheel.get().close();
        }
    }
}
