package dev.tocsin.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** Makes the tables of services from AWS's own models: {@code ./mvnw -Pservice-models}. */
public final class ServiceTables {

    private static final String FROM = "service-models.from";
    private static final String DATA = "service-models.data";
    private static final String TO = "service-models.to";
    private static final String LEVELS = "service-models.levels";

    private ServiceTables() {
    }

    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(System.getProperty(DATA));
        String levels = System.getProperty(LEVELS, "");
        if (!levels.isEmpty()) {
            AccessLevels.renew(data, Path.of(levels));
        }
        Path from = Path.of(System.getProperty(FROM));
        if (!Files.exists(from)) {
            throw new IOException("There are no models at " + from + ", see docs/service-models.md");
        }
        write(from, data, Path.of(System.getProperty(TO)));
    }

    private static void write(Path from, Path data, Path to) throws IOException {
        Effects effects = Effects.read(data);
        Exceptions exceptions = Exceptions.read(data);
        Files.createDirectories(to);
        try (BotocoreModels models = BotocoreModels.open(from)) {
            String made = "# Made by ./mvnw -Pservice-models from the models in botocore " + models.version()
                    + " (Apache-2.0): docs/service-models.md. Do not edit.";
            JsonNode endpoints = models.endpoints();
            List<String> index = new ArrayList<>(List.of(made));
            for (KnownService service : KnownService.read(data)) {
                JsonNode model = models.service(service.folder());
                ServiceTable table = new ServiceTable(service, model, models.paginators(service.folder()), effects, exceptions,
                        globalHosts(endpoints, model.path("metadata").path("endpointPrefix").asText()));
                List<String> lines = new ArrayList<>(List.of(made));
                lines.addAll(table.lines());
                write(to.resolve(service.name() + ".txt"), lines);
                index.add(String.join(" ", service.name(), String.join(" ", service.aliases())).strip());
            }
            write(to.resolve("index.txt"), index);
        }
        if (!effects.unused().isEmpty()) {
            throw new IOException("Our data speak of what there is not: " + effects.unused());
        }
    }

    /** Of S3 as well, but that has one in each Region besides. */
    private static List<String> globalHosts(JsonNode endpoints, String prefix) {
        List<String> lines = new ArrayList<>();
        for (JsonNode partition : endpoints.path("partitions")) {
            JsonNode service = partition.path("services").path(prefix);
            JsonNode endpoint = service.path("endpoints").path(service.path("partitionEndpoint").asText());
            if (endpoint.has("hostname") && !service.path("isRegionalized").asBoolean()) {
                lines.add(String.join(" ", "global", partition.path("partition").asText(), endpoint.path("hostname").asText(),
                        endpoint.path("credentialScope").path("region").asText()));
            }
        }
        return lines;
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.US_ASCII);
    }
}
