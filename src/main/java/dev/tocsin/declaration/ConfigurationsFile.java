package dev.tocsin.declaration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.tocsin.configuration.declared.Declarations;
import dev.tocsin.configuration.declared.DeclaredChange;
import dev.tocsin.declaration.DeclarationStatus.State;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.LargeRequests;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.Problems;
import dev.tocsin.problem.StrictJson;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

/**
 * Applies the file that {@code tocsin.configurations-file} names, at the start and whenever it or a secret that it refers to
 * has
 * changed. It is read again each time, since a mounted ConfigMap changes by a link being set anew. A file with an error
 * changes nothing and stops nothing: what is stored stands, and the status says what is wrong.
 */
@ApplicationScoped
class ConfigurationsFile {

    private static final int LARGEST = 3 * 1024 * 1024;
    private static final int MOST_IN_A_REQUEST = 1_000;
    /**
     * What is in the way may pass without the file being touched: a workspace that somebody authorizes, a key, the database.
     */
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(1);

    private final Optional<Path> file;
    private final StrictJson json;
    private final Declarations declarations;
    private final LargeRequests largeRequests;
    private final Vertx vertx;
    private final Clock clock;

    /** What the mounted file refers to. */
    private volatile Set<SecretReferences.Reference> references = Set.of();
    private volatile DeclarationStatus status;
    private volatile String settled = "";
    private volatile Instant tryAgainAt = Instant.MIN;

    ConfigurationsFile(@ConfigProperty(name = "tocsin.configurations-file") Optional<Path> file, StrictJson json,
            Declarations declarations, LargeRequests largeRequests, Vertx vertx, Clock clock, MeterRegistry meters) {
        this.file = file.map(Path::toAbsolutePath);
        this.json = json;
        this.declarations = declarations;
        this.largeRequests = largeRequests;
        this.vertx = vertx;
        this.clock = clock;
        this.status = this.file.map(path -> DeclarationStatus.waiting(path.toString())).orElse(DeclarationStatus.none());
        Gauge.builder("tocsin.configurations.file.failed", this, one -> one.status.state() == State.FAILED ? 1 : 0)
                .description("1 while the configurations file is not applied").register(meters);
    }

    DeclarationStatus status() {
        return status;
    }

    @Scheduled(every = "${tocsin.configurations-check-every:10s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return file.isEmpty() ? Uni.createFrom().voidItem()
                : read(file.get()).chain(this::apply)
                        .onFailure().invoke(this::failed).onFailure().recoverWithNull();
    }

    /** What applying a file would change, and what was not looked at for that. */
    record Plan(List<DeclaredChange> changes, List<String> notes) {
    }

    /** What applying a file would change, the mounted one if none is given; nothing is. */
    Uni<Plan> plan(Optional<byte[]> text) {
        return largeRequests.take(
                () -> text.isPresent()
                        ? few(DeclarationReader.read(text.get(), declarations.lists(), json, ofARequest()))
                        : mounted(file.orElseThrow()),
                this::planned)
                .onFailure(IOException.class).transform(failure -> Problems.conflict("unreadable-file",
                        "The mounted file cannot be read (" + failure.getClass().getSimpleName() + ")."));
    }

    /** A plan is carried out and taken back, for which all of it is in memory; who mounts more has sized the replica for it. */
    private static FileReading few(FileReading reading) {
        int entries = reading.declared().size();
        if (reading.errors().isEmpty() && entries > MOST_IN_A_REQUEST) {
            throw Problems
                    .invalid(List.of(Invalid.of("file", "has " + entries + " workspaces and configurations; a dry run takes "
                            + "at most " + MOST_IN_A_REQUEST + ", unless it is the mounted file")));
        }
        return reading;
    }

    private Uni<Plan> planned(FileReading reading) {
        String name = status.file() == null ? "a file" : status.file();
        return reading.errors().isEmpty()
                ? declarations.plan(reading.declared(), name).map(changes -> new Plan(changes, reading.notes()))
                : Uni.createFrom().failure(Problems.invalid(reading.errors()));
    }

    private Uni<FileReading> read(Path path) {
        return vertx.executeBlocking(() -> mounted(path), false);
    }

    private FileReading mounted(Path path) throws IOException {
        if (Files.size(path) > LARGEST) {
            throw new IOException("it has more than " + LARGEST + " bytes");
        }
        FileReading reading = DeclarationReader.read(Files.readAllBytes(path), declarations.lists(), json,
                SecretReferences.ofTheOperator(System::getenv, path.getParent()));
        references = reading.references();
        return reading;
    }

    private SecretReferences ofARequest() {
        return SecretReferences.ofARequest(System::getenv, file.map(Path::getParent), references);
    }

    private Uni<Void> apply(FileReading reading) {
        boolean isSettled = reading.sha256().equals(settled);
        if (isSettled && (status.state() == State.APPLIED || clock.instant().isBefore(tryAgainAt))) {
            return Uni.createFrom().voidItem();
        }
        settled = reading.sha256();
        tryAgainAt = clock.instant().plus(TRY_AGAIN_AFTER);
        if (!reading.errors().isEmpty()) {
            fail(reading.errors());
            return Uni.createFrom().voidItem();
        }
        return declarations.apply(reading.declared(), status.file(), reading.sha256()).invoke(this::applied).replaceWithVoid();
    }

    private void applied(List<DeclaredChange> changes) {
        status = status.applied(clock.instant(), changes);
        Log.infof("configurations file applied file=%s changes=%d", status.file(), changes.size());
    }

    private void failed(Throwable failure) {
        if (failure instanceof ProblemException wrong) {
            fail(wrong.problem().errors().isEmpty()
                    ? List.of(Invalid.of("file", wrong.problem().detail()))
                    : wrong.problem().errors());
        } else if (failure instanceof IOException unreadable) {
            fail(List.of(Invalid.of("file", "cannot be read: " + unreadable.getClass().getSimpleName())));
        } else {
            // The database is away; at the next look again. Until the first time nobody is told that we are ready.
            settled = "";
            if (status.state() != State.WAITING) {
                fail(List.of(Invalid.of("file", "could not be applied: " + failure.getClass().getSimpleName())));
            }
        }
    }

    /** Logged once, however often it is found again. */
    private void fail(List<Invalid> errors) {
        if (!errors.equals(status.errors())) {
            Log.errorf("configurations file not applied file=%s: %s", status.file(), Problems.inWords(errors, " "));
        }
        status = status.failed(errors);
    }
}
