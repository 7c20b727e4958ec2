package dev.tocsin.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** Makes the tables of services from AWS's own models: {@code ./mvnw -Pservice-models}. */
public final class ServiceTables {

    private ServiceTables() {
    }

    /** Where the models are, where our own data about them are, and where the tables go. */
    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[1]);
        Path tables = Path.of(arguments[2]);
        List<KnownService> services = KnownService.read(data.resolve("services.txt")).stream()
                .sorted(Comparator.comparing(KnownService::name)).toList();
        IamData iam = IamData.read(data);
        try (BotocoreModels models = BotocoreModels.open(Path.of(arguments[0]))) {
            String made = "# Made by ./mvnw -Pservice-models from the models in botocore " + models.version()
                    + " (Apache-2.0), see docs/service-models.md. Do not edit.";
            JsonNode endpoints = models.endpoints();
            List<String> index = new ArrayList<>(List.of(made));
            for (KnownService service : services) {
                JsonNode model = models.service(service.folder());
                ServiceTable table = new ServiceTable(service, model, models.paginators(service.folder()), iam,
                        isGlobal(endpoints, model.path("metadata").path("endpointPrefix").asText()));
                List<String> lines = new ArrayList<>(List.of(made));
                lines.addAll(table.lines());
                write(tables.resolve(service.name() + ".txt"), lines);
                index.add(String.join(" ", service.name(), String.join(" ", service.aliases())).strip());
            }
            write(tables.resolve("index.txt"), index);
        }
    }

    private static boolean isGlobal(JsonNode endpoints, String prefix) {
        JsonNode service = endpoints.path("partitions").path(0).path("services").path(prefix);
        return service.has("partitionEndpoint") && !service.path("isRegionalized").asBoolean(true);
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.US_ASCII);
    }
}
