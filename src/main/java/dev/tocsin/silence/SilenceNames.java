package dev.tocsin.silence;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Looks whether the configurations that the settings name are there: whoever mistypes one believes that something is watched
 * over, and it is not. What is wrong is a warning at the start, and again whenever it is another.
 */
@Singleton
class SilenceNames {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String THERE = """
            SELECT c.configuration_name FROM configuration c WHERE c.configuration_name = ANY ($1::text[])""";

    private final Statements statements;
    private final SilenceConfig config;
    private final Consumer<String> warnings;
    private volatile Map<String, String> said = Map.of();

    @Inject
    SilenceNames(Postgres postgres, SilenceConfig config) {
        this(postgres, config, Logger.getLogger(SilenceNames.class)::warn);
    }

    /** For tests: the log is given. */
    SilenceNames(Postgres postgres, SilenceConfig config, Consumer<String> warnings) {
        this.statements = postgres.within(TIMEOUT);
        this.config = config;
        this.warnings = warnings;
    }

    /** Each setting with a name of no configuration, and what that means. */
    Uni<Map<String, String>> wrong() {
        List<String> canaries = config.canary().orElse(List.of());
        Set<String> named = new LinkedHashSet<>(canaries);
        config.tell().ifPresent(named::add);
        return named.isEmpty() ? Uni.createFrom().item(Map.of())
                : statements.query(THERE, Tuple.tuple().addArrayOfString(named.toArray(String[]::new)))
                        .map(rows -> Rows.stream(rows).map(row -> row.getString("configuration_name"))
                                .collect(Collectors.toSet()))
                        .map(there -> {
                            Map<String, String> wrong = new LinkedHashMap<>();
                            canaries.stream().filter(name -> !there.contains(name))
                                    .forEach(name -> wrong.put("tocsin.silence.canary " + name,
                                            "there is no such configuration, so it has no canary"));
                            config.tell().filter(name -> !there.contains(name))
                                    .ifPresent(name -> wrong.put("tocsin.silence.tell " + name,
                                            "there is no such configuration, so nobody is told of silences"));
                            return wrong;
                        });
    }

    /** Configurations that a file declares are there by then. */
    @Scheduled(every = "1m", delayed = "20s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return wrong().invoke(this::say).replaceWithVoid().onFailure().recoverWithNull();
    }

    private void say(Map<String, String> wrong) {
        if (!wrong.isEmpty() && !wrong.equals(said)) {
            warnings.accept("Settings name what is not there: " + wrong.entrySet().stream()
                    .map(one -> one.getKey() + ": " + one.getValue()).collect(Collectors.joining("; ")));
        }
        said = wrong;
    }
}
