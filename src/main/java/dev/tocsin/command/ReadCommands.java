package dev.tocsin.command;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.command.language.Command;
import dev.tocsin.command.language.CommandReader;
import dev.tocsin.command.settings.Aliases;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * What a command says: by itself, by what its person said before in the same thread, or by the alias that it names. What was
 * shown once is read from what was shown, so that it means the same when it runs.
 */
@ApplicationScoped
class ReadCommands {

    private static final Pattern MENTION = Pattern.compile("^\\s*<@[A-Z0-9]{1,40}(?:\\|[^>]*)?>\\s*");
    private static final String OPTION = "-";

    private final CommandReader reader;
    private final OpenQuestions questions;
    private final Aliases aliases;

    ReadCommands(CommandReader reader, OpenQuestions questions, Aliases aliases) {
        this.reader = reader;
        this.questions = questions;
        this.aliases = aliases;
    }

    /** @param continued the command that this one has completed */
    record Said(Command command, Optional<UUID> continued) {

        static Said of(Command command) {
            return new Said(command, Optional.empty());
        }
    }

    /** Fails only as the database does. */
    Uni<Said> read(ClaimedCommand command) {
        Optional<String> shown = command.understood().normalized();
        if (shown.isPresent()) {
            return aside(() -> reader.read(shown.get())).map(Said::of);
        }
        return aside(() -> reader.read(command.text()))
                .chain(read -> read instanceof Command.Unclear ? withWhatWasSaidBefore(command, read)
                        : Uni.createFrom().item(Said.of(read)))
                .chain(said -> said.command() instanceof Command.RunAlias run ? expanded(command, run)
                        : Uni.createFrom().item(said));
    }

    private Uni<Said> withWhatWasSaidBefore(ClaimedCommand command, Command alone) {
        String said = MENTION.matcher(command.text()).replaceFirst("");
        return questions.before(command).chain(before -> before.isEmpty() ? Uni.createFrom().item(Said.of(alone))
                : aside(() -> reader.read(reader.completed(before.get().soFar(), said)))
                        .map(together -> together instanceof Command.Unclear && !said.startsWith(OPTION)
                                ? Said.of(alone)
                                : new Said(together, together instanceof Command.Unclear ? Optional.empty()
                                        : Optional.of(before.get().id()))));
    }

    private Uni<Said> expanded(ClaimedCommand command, Command.RunAlias run) {
        return aliases.find(command.spot().team(), command.spot().channel(), run.name())
                .chain(alias -> alias.isEmpty()
                        ? Uni.createFrom().item(new Command.Unclear("There is no alias " + run.name()
                                + " in this channel. `alias list` shows those that there are."))
                        : aside(() -> plain(reader.expanded(alias.get().action(), run))))
                .map(Said::of);
    }

    /** One that leads to another could lead back to itself. */
    private static Command plain(Command expanded) {
        return expanded instanceof Command.RunAlias
                ? new Command.Unclear("An alias cannot run another alias.")
                : expanded;
    }

    /** Away from the event loops, since the models of a service are read when it is asked for first. */
    static <T> Uni<T> aside(Supplier<T> work) {
        return Uni.createFrom().deferred(() -> {
            Context caller = Vertx.currentContext();
            Uni<T> done = Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
            return caller == null ? done : done.emitOn(task -> caller.runOnContext(nothing -> task.run()));
        });
    }
}
