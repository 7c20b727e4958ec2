package dev.tocsin.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.command.ClaimedCommand.Pending;
import dev.tocsin.command.Speaker.Heard;
import dev.tocsin.command.Speaker.Later;
import dev.tocsin.command.Speaker.Unheard;
import dev.tocsin.command.Speech.Way;
import dev.tocsin.command.language.Command;
import dev.tocsin.configuration.workspaces.AuthorizedWorkspace;
import dev.tocsin.configuration.workspaces.AuthorizedWorkspaces;
import dev.tocsin.database.DatabaseTrouble;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * One command under one lease: what follows is written first and said afterwards, so whoever takes over knows both what was
 * done and what is still to be said.
 */
@ApplicationScoped
class CommandRun {

    private static final String NO_WORKSPACE = "the workspace lets Tocsin in no more";
    private static final int MOST_ATTEMPTS = 3;
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(2);
    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int SETTLE_TRIES = 8;

    private final AuthorizedWorkspaces workspaces;
    private final CommandClaims claims;
    private final CommandWork work;
    private final ReadCommands commands;
    private final InterruptedChanges interrupted;
    private final CommandSettlements settlements;
    private final QuestionEdits edits;
    private final Speaker speaker;
    private final CommandMessages messages;
    private final CommandMetrics metrics;

    CommandRun(AuthorizedWorkspaces workspaces, CommandClaims claims, CommandWork work, ReadCommands commands,
            InterruptedChanges interrupted, CommandSettlements settlements, QuestionEdits edits, Speaker speaker,
            CommandMessages messages, CommandMetrics metrics) {
        this.workspaces = workspaces;
        this.claims = claims;
        this.work = work;
        this.commands = commands;
        this.interrupted = interrupted;
        this.settlements = settlements;
        this.edits = edits;
        this.speaker = speaker;
        this.messages = messages;
        this.metrics = metrics;
    }

    /**
     * A command and where it is answered.
     *
     * @param begun when it was claimed, by the monotonic time
     */
    private record Turn(ClaimedCommand command, AuthorizedWorkspace workspace, long begun) {

        Turn shownAs(String words) {
            return new Turn(command.shownAs(words), workspace, begun);
        }
    }

    /** Never fails for long: what breaks off is due again once its lease has lapsed. */
    Uni<Void> carryOut(ClaimedCommand command) {
        long begun = System.nanoTime();
        return workspaces.find(command.spot().team()).chain(workspace -> workspace.isEmpty()
                ? withoutWorkspace(command)
                : goOn(new Turn(command, workspace.get(), begun)))
                .onFailure().recoverWithUni(failure -> {
                    Log.warnf("command=%s is gone on with later: %s", command.id(), DatabaseTrouble.words(failure));
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> withoutWorkspace(ClaimedCommand command) {
        return command.state() != CommandState.RUNNING
                ? settlements.said(command, command.speechNumber(), Optional.empty(), false, Optional.of(NO_WORKSPACE))
                : settlements.settle(command, CommandStep.refused(NO_WORKSPACE, Understood.NOTHING, Optional.empty()))
                        .replaceWithVoid();
    }

    private Uni<Void> goOn(Turn turn) {
        ClaimedCommand command = turn.command();
        if (command.speech().isPresent()) {
            Pending pending = command.speech().get();
            return say(turn, pending.speech(), command.speechNumber(), command.state() == CommandState.ASKING,
                    Optional.of(pending.since()));
        }
        if (command.state() != CommandState.RUNNING) {
            return edits.of(command).map(speech -> say(turn, speech, command.speechNumber(), false, Optional.empty()))
                    .orElseGet(() -> settlements.said(command, command.speechNumber(), Optional.empty(), false,
                            Optional.empty()));
        }
        return Uni.combine().all().unis(edit(turn), step(turn)).asTuple().chain(both -> settle(turn, both.getItem2()));
    }

    /** Whoever looks at an answered question sees so while AWS is asked. */
    private Uni<Boolean> edit(Turn turn) {
        return turn.command().decision().flatMap(decision -> edits.of(turn.command()))
                .map(speech -> speaker.say(turn.command(), turn.workspace(), speech, 0, Optional.empty()).replaceWith(true))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    /** Fails if it is another's by now, or is to be tried later. */
    private Uni<CommandStep> step(Turn turn) {
        ClaimedCommand command = turn.command();
        if (command.callingSince().isPresent()) {
            return commands.read(command).map(said -> interrupted.ended(command,
                    said.command() instanceof Command.Call call ? Optional.of(call) : Optional.empty()));
        }
        if (command.attempts() > MOST_ATTEMPTS) {
            return Uni.createFrom().item(inVain(command));
        }
        return Uni.createFrom().deferred(() -> work.step(command, turn.workspace()))
                .ifNoItem().after(claims.patience()).fail()
                .onFailure(fault -> !(fault instanceof CommandCalls.LeaseLost)).call(fault -> later(command, fault));
    }

    private CommandStep inVain(ClaimedCommand command) {
        return CommandStep.interrupted("it was tried " + MOST_ATTEMPTS + " times in vain", command.understood(),
                Optional.empty(),
                Speech.of(Way.REPLY, messages.words("This could not be carried out, and AWS was not asked to change anything. "
                        + "Tocsin's log says why; type it again in a while.")));
    }

    /** After a change was begun it is not tried again: whoever comes finds that AWS may have heard of it, and says so. */
    private Uni<Void> later(ClaimedCommand command, Throwable fault) {
        Log.warnf("command=%s broke off and is tried again, unless AWS was asked to change something: %s", command.id(),
                DatabaseTrouble.words(fault));
        return settlements.tryLater(command, TRY_AGAIN_AFTER).onFailure().recoverWithNull();
    }

    private Uni<Void> settle(Turn turn, CommandStep step) {
        ClaimedCommand command = turn.command();
        return settlements.settle(command, step)
                .onFailure().retry().withBackOff(SHORTEST, LONGEST).atMost(SETTLE_TRIES)
                .chain(number -> {
                    if (number.isEmpty()) {
                        Log.warnf("command=%s is another replica's by now", command.id());
                        return Uni.createFrom().voidItem();
                    }
                    metrics.stepped(command, step);
                    return step.speech().isEmpty() ? Uni.createFrom().voidItem()
                            : say(turn.shownAs(CommandSettlements.shown(command, step)), step.speech().get(), number.get(),
                                    step.state() == CommandState.ASKING,
                                    Optional.empty());
                });
    }

    private Uni<Void> say(Turn turn, Speech speech, int number, boolean isQuestion, Optional<Instant> maybeSince) {
        ClaimedCommand command = turn.command();
        return speaker.say(command, turn.workspace(), speech, number, maybeSince).chain(spoken -> {
            if (spoken instanceof Later later) {
                return settlements.sayLater(command, later.pause());
            }
            Optional<String> unheard = spoken instanceof Unheard said ? Optional.of(said.reason()) : Optional.empty();
            metrics.spoken(command, unheard, Duration.ofNanos(System.nanoTime() - turn.begun()));
            return settlements.said(command, number, spoken instanceof Heard heard ? heard.ts() : Optional.empty(), isQuestion,
                    unheard);
        });
    }
}
