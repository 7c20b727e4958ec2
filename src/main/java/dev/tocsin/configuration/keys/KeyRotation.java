package dev.tocsin.configuration.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.configuration.SealedColumn;
import dev.tocsin.configuration.keys.SealedSecrets.Resealed;
import dev.tocsin.configuration.keys.SealedSecrets.Stored;
import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.secret.UnopenableSecret;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Seals under the current key what is still sealed under an older one, and reports how it stands. It waits while another
 * replica seals under another key: that one may not know ours yet, and would put back what we do. What a request writes
 * meanwhile is left alone and found in the next round.
 */
@ApplicationScoped
public class KeyRotation {

    private static final int BATCH = 100;
    /** For people to read; the metric counts all. */
    private static final int NAMED = 20;

    private final SecretSealer sealer;
    private final SealedSecrets secrets;
    private final KeysInUse keys;

    private volatile KeyReport report;

    KeyRotation(SecretSealer sealer, SealedSecrets secrets, KeysInUse keys) {
        this.sealer = sealer;
        this.secrets = secrets;
        this.keys = keys;
    }

    /** What the last round found; empty before the first. */
    public Optional<KeyReport> report() {
        return Optional.ofNullable(report);
    }

    @Scheduled(every = "15s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return round().onFailure().invoke(failure -> Log.warnf("The keys of secrets cannot be looked after now: %s",
                DatabaseTrouble.words(failure))).onFailure().recoverWithNull().replaceWithVoid();
    }

    Uni<KeyReport> round() {
        Set<String> previous = sealer.previousKeys();
        return sealer.currentKey().map(keys::confirm).orElse(Uni.createFrom().item(List.of()))
                .chain(otherwise -> secrets.byKey().chain(counts -> isToReseal(counts, previous, otherwise)
                        ? reseal(previous).chain(damaged -> secrets.byKey().chain(after -> look(after, damaged, otherwise)))
                        : look(counts, List.of(), otherwise)))
                .invoke(this::found);
    }

    /** Whoever looks at nothing but the log is told too; once, and again when it is about another key. */
    private void found(KeyReport anew) {
        Set<String> before = report == null ? Set.of() : report.lost().keySet();
        anew.lost().forEach((key, owners) -> {
            if (!before.contains(key)) {
                Log.warnf("secrets cannot be opened count=%d key=%s of=\"%s\": %s", anew.under(key), key,
                        String.join(", ", owners),
                        key.equals(SealedSecrets.UNREADABLE) ? "they are not in the form that Tocsin seals in"
                                : "that key is not configured; /q/health/well says what to do");
            }
        });
        report = anew;
    }

    private boolean isToReseal(Map<String, Long> counts, Set<String> previous, List<String> otherwise) {
        return otherwise.isEmpty() && sealer.currentKey().isPresent() && previous.stream().anyMatch(counts::containsKey);
    }

    private Uni<KeyReport> look(Map<String, Long> counts, List<String> damaged, List<String> otherwise) {
        String current = sealer.currentKey().orElse(null);
        Set<String> previous = sealer.previousKeys();
        List<String> known = Stream.concat(Stream.ofNullable(current), previous.stream()).toList();
        return (known.containsAll(counts.keySet())
                ? Uni.createFrom().item(Map.<String, List<String>> of())
                : secrets.underOtherKeys(known, NAMED))
                .map(lost -> new KeyReport(current, previous, counts, lost, damaged, otherwise));
    }

    /** Answers what could not be opened. */
    private Uni<List<String>> reseal(Set<String> previous) {
        Pass pass = new Pass(previous);
        return Multi.createFrom().iterable(secrets.columns())
                .onItem().transformToUniAndConcatenate(column -> pass.over(column, 0)).collect().last()
                .map(done -> pass.end());
    }

    /** Once through all secrets, a batch at a time. */
    private final class Pass {

        private final Set<String> previous;
        private final List<String> damaged = new ArrayList<>();
        private int replaced;

        Pass(Set<String> previous) {
            this.previous = previous;
        }

        Uni<Void> over(SealedColumn column, long after) {
            return secrets.underKeys(column, previous, after, BATCH).chain(batch -> batch.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : secrets.replace(column, batch.stream().flatMap(this::resealed).toList())
                            .invoke(count -> replaced += count)
                            .chain(() -> over(column, batch.get(batch.size() - 1).id())));
        }

        private Stream<Resealed> resealed(Stored stored) {
            try {
                return Stream.of(new Resealed(stored, sealer.resealed(stored.sealed(), stored.sealedFor())));
            } catch (UnopenableSecret unopenable) {
                damaged.add(stored.sealedFor());
                return Stream.empty();
            }
        }

        List<String> end() {
            if (replaced > 0) {
                Log.infof("secrets sealed anew count=%d key=%s damaged=%d", replaced, sealer.currentKey().orElseThrow(),
                        damaged.size());
            }
            return List.copyOf(damaged.subList(0, Math.min(damaged.size(), NAMED)));
        }
    }
}
