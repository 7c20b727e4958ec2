package dev.tocsin.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Where it was measured, without which no figure says anything. */
final class Environment {

    private Environment() {
    }

    static Map<String, Object> read(Options options, Workshop shop) throws IOException, InterruptedException {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("measuredAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        environment.put("scale", options.isQuick() ? "quick" : "full");
        environment.put("processor", fromFile("/proc/cpuinfo", "model name"));
        environment.put("processors", Runtime.getRuntime().availableProcessors());
        environment.put("memory", fromFile("/proc/meminfo", "MemTotal"));
        environment.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        environment.put("jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        environment.put("javaOptions", options.javaOptions());
        environment.put("dataOn", Files.getFileStore(shop.work()).type());
        for (Application application : options.applications()) {
            environment.put(application.name(), application.path() + " at commit "
                    + application.commit(shop.work().resolve("errors"), shop.ending()));
        }
        shop.started().stream().findFirst().map(Subject::database).ifPresent(database -> {
            environment.put("postgres", database.text("SHOW server_version"));
            environment.put("fsync", database.text("SHOW fsync"));
            environment.put("synchronousCommit", database.text("SHOW synchronous_commit"));
        });
        return environment;
    }

    private static String fromFile(String file, String name) throws IOException {
        if (!Files.exists(Path.of(file))) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name)).map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst().orElse("unknown");
        }
    }
}
