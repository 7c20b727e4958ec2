package dev.tocsin.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
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

    static List<KnownService> read(Path data) throws IOException {
        return DataFile.read(data.resolve("services.txt")).stream()
                .map(words -> new KnownService(words.get(0), words.get(1), words.get(2), words.subList(3, words.size())))
                .sorted(Comparator.comparing(KnownService::name)).toList();
    }
}
