package dev.tocsin.context;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * What a mounted file calls accounts. It is read again each time, since a mounted ConfigMap changes by a link being set anew.
 * One
 * that cannot be read changes nothing.
 */
@ApplicationScoped
class AccountsFile {

    private static final int LARGEST = 1024 * 1024;

    private final Optional<Path> file;
    private volatile Map<String, String> names = Map.of();
    private volatile String told = "";

    AccountsFile(ContextConfig config) {
        this.file = config.accountsFile();
    }

    Optional<String> name(String account) {
        return Optional.ofNullable(names.get(account));
    }

    @Scheduled(every = "${tocsin.configurations-check-every:10s}", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        file.ifPresent(path -> {
            try {
                if (Files.size(path) > LARGEST) {
                    throw new IOException("it has more than " + LARGEST + " bytes");
                }
                names = read(Files.readString(path, StandardCharsets.UTF_8));
                told = "";
            } catch (IOException | YAMLException unreadable) {
                tell(path, unreadable);
            }
        });
    }

    /** What a YAML parser says of a place in the file goes on for lines. */
    private void tell(Path path, Exception unreadable) {
        String why = String.valueOf(unreadable.getMessage()).lines().findFirst().orElse("");
        if (!why.equals(told)) {
            Log.warnf("accounts file not read file=%s: %s %s", path, unreadable.getClass().getSimpleName(), why);
            told = why;
        }
    }

    /**
     * The names by the accounts' ids. Scalars are taken as they are written: to YAML an id that begins with 0 would be a number
     * to
     * the base of eight.
     *
     * @throws YAMLException if it is no YAML, and no JSON, or no object
     */
    static Map<String, String> read(String text) {
        Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
        if (root == null) {
            return Map.of();
        }
        if (!(root instanceof MappingNode object)) {
            throw new YAMLException("it is no object with a name for each account");
        }
        Map<String, String> names = new HashMap<>();
        for (NodeTuple pair : object.getValue()) {
            if (pair.getKeyNode() instanceof ScalarNode id && pair.getValueNode() instanceof ScalarNode name
                    && ContextConfig.ACCOUNT.matcher(id.getValue()).matches()) {
                AccountLabel.name(name.getValue()).ifPresent(clean -> names.put(id.getValue(), clean));
            }
        }
        return Map.copyOf(names);
    }
}
