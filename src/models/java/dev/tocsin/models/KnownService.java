package dev.tocsin.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A line of {@code services.txt}.
 *
 * @param name as AWS's command line has it
 * @param folder of its model
 * @param iam what its actions begin with in policies
 * @param aliases how people call it besides
 */
record KnownService(String name, String folder, String iam, List<String> aliases) {

    static List<KnownService> read(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank() && !line.startsWith("#")).map(KnownService::of)
                .toList();
    }

    private static KnownService of(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        return new KnownService(words.get(0), words.get(1), words.get(2), words.subList(3, words.size()));
    }
}
