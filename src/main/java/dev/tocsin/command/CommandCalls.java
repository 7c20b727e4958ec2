package dev.tocsin.command;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongSupplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.command.CommandStep.Result;
import dev.tocsin.command.Speech.Way;
import dev.tocsin.command.SteppedCalls.Came;
import dev.tocsin.command.language.Command;
import dev.tocsin.command.result.CommandResult;
import dev.tocsin.command.result.Results;
import dev.tocsin.command.slack.RanAs;
import dev.tocsin.command.slack.RanAs.Agreement;
import dev.tocsin.command.slack.SlackShown;
import io.smallrye.mutiny.Uni;

/** Asks AWS what a command says. What changes something is asked once, whatever happens. */
@ApplicationScoped
class CommandCalls {

    /** Of what was answered to a change, which cannot be asked again. */
    private static final int LARGEST_KEPT = 64 * 1024;
    private static final String ALL = "All that was answered to";
    private static final long NANOS_OF_A_MILLI = 1_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SteppedCalls aws;
    private final Results results;
    private final CommandSettlements settlements;
    private final CommandMessages messages;
    private final InterruptedChanges interrupted;
    private final LongSupplier nanoTime;

    @Inject
    CommandCalls(SteppedCalls aws, Results results, CommandSettlements settlements, CommandMessages messages,
            InterruptedChanges interrupted) {
        this(aws, results, settlements, messages, interrupted, System::nanoTime);
    }

    CommandCalls(SteppedCalls aws, Results results, CommandSettlements settlements, CommandMessages messages,
            InterruptedChanges interrupted, LongSupplier nanoTime) {
        this.aws = aws;
        this.results = results;
        this.settlements = settlements;
        this.messages = messages;
        this.interrupted = interrupted;
        this.nanoTime = nanoTime;
    }

    /** Another replica has the command by now, and nothing was asked of AWS. */
    static final class LeaseLost extends RuntimeException {
        LeaseLost() {
            super("its lease has lapsed", null, false, false);
        }
    }

    Uni<CommandStep> read(ClaimedCommand command, Command.Call typed, Target target, Understood understood) {
        Command.Call call = command.withParameters().flatMap(CommandCalls::object)
                .map(parameters -> new Command.Call(typed.service(), typed.operation(), parameters, typed.region(),
                        typed.query(), typed.normalised()))
                .orElse(typed);
        return ask(command, call, target)
                .chain(asked -> ReadCommands.aside(() -> answered(command, call, target, understood, asked)));
    }

    /** Fails only as long as AWS was not asked. */
    Uni<CommandStep> change(ClaimedCommand command, Command.Call call, Target target, Understood understood) {
        return settlements.calling(command, understood).invoke(isOurs -> {
            if (!isOurs) {
                throw new LeaseLost();
            }
        }).chain(() -> ask(command, call, target)
                .chain(asked -> ReadCommands.aside(() -> answered(command, call, target, understood, asked)))
                .onFailure().recoverWithItem(fault -> interrupted.ours(command, call, understood, fault)));
    }

    /** Nobody is asked whether to run what would be refused then. */
    Uni<CommandStep> forbidden(ClaimedCommand command, Command.Call call, Target target, Understood understood,
            String action) {
        Came came = new Came(call, new AwsAnswer.Forbidden(action), Optional.empty());
        return ReadCommands.aside(() -> answered(command, call, target, understood, new Asked(came, 0)));
    }

    /** Of a change, whose answer was kept. */
    CommandStep kept(ClaimedCommand command) {
        return CommandStep.told(command.understood(), Speech.of(Way.REPLY, json(command, ALL, command.json().orElseThrow())));
    }

    private record Asked(Came came, int tookMs) {

        AwsAnswer answer() {
            return came.answer();
        }
    }

    private Uni<Asked> ask(ClaimedCommand command, Command.Call call, Target target) {
        return Uni.createFrom().deferred(() -> {
            long begun = nanoTime.getAsLong();
            return aws.ask(call, target.region(), target.role(command))
                    .map(came -> new Asked(came, (int) ((nanoTime.getAsLong() - begun) / NANOS_OF_A_MILLI)));
        });
    }

    private CommandStep answered(ClaimedCommand command, Command.Call call, Target target, Understood understood, Asked asked) {
        CommandResult result = result(call, asked.came());
        boolean isChange = understood.changes().orElse(false);
        Optional<String> kept = isChange ? result.json().filter(json -> json.length() <= LARGEST_KEPT) : Optional.empty();
        Result came = new Result(code(asked.answer()), Optional.of(asked.tookMs()), kept,
                isChange ? Optional.empty() : result.next());
        Speech speech = Speech.of(Way.REPLY, command.source() == CommandSource.JSON
                ? result.json().map(json -> json(command, part(result), json))
                        .orElseGet(() -> messages.words("There is no more to it."))
                : linked(
                        messages.result(command.id(), understood.shown().orElse(call.name()), result,
                                Optional.of(ranAs(command, target))),
                        asked.came().page()));
        return unknown(asked.answer()).filter(why -> isChange)
                .map(why -> CommandStep.interrupted(why, understood, Optional.of(came), speech))
                .orElseGet(() -> CommandStep.done(understood, came, speech));
    }

    /** Why nobody knows whether AWS has made a change; empty if that is known. */
    private static Optional<String> unknown(AwsAnswer answer) {
        if (answer instanceof AwsAnswer.Unreached unreached && unreached.mayHaveHappened()) {
            return Optional.of("AWS did not answer");
        }
        return answer instanceof AwsAnswer.Failed failed && failed.mayHaveHappened()
                ? Optional.of("AWS failed with status " + failed.status())
                : Optional.empty();
    }

    private static RanAs ranAs(ClaimedCommand command, Target target) {
        return new RanAs(target.ranAs(), command.decision().filter(decision -> command.isApproved())
                .map(decision -> new Agreement(command.typist().id(), decision.userId())));
    }

    /** What was found in several steps has no next page that one step could ask for. */
    private CommandResult result(Command.Call call, Came came) {
        CommandResult result = results.of(came.call(), came.answer());
        return came.call().operation().equals(call.operation()) ? result
                : new CommandResult(result.shown(), result.json(), Optional.empty());
    }

    private SlackShown linked(SlackShown shown, Optional<String> page) {
        page.ifPresent(url -> shown.blocks().addAll(messages.words("[Open in CloudWatch](" + url + ")").blocks()));
        return shown;
    }

    /** What the JSON is of, since it stands in the thread below whatever came meanwhile. */
    private static String part(CommandResult result) {
        return result.isLaterPage() ? "All of a page after the first of what was answered to"
                : result.next().isPresent() ? "All of the first page of what was answered to" : ALL;
    }

    private SlackShown json(ClaimedCommand command, String part, String json) {
        SlackShown words = messages.words(part + " `"
                + command.understood().shown().orElse("it").replace('`', '\'') + "`");
        return new SlackShown(words.text(), words.blocks(), Optional.of(json));
    }

    static String code(AwsAnswer answer) {
        if (answer instanceof AwsAnswer.Done) {
            return CommandStep.OK;
        }
        if (answer instanceof AwsAnswer.Refused refused) {
            return refused.code();
        }
        if (answer instanceof AwsAnswer.Failed failed) {
            return failed.code();
        }
        if (answer instanceof AwsAnswer.Forbidden) {
            return "forbidden";
        }
        if (answer instanceof AwsAnswer.NotAssumed) {
            return "role_not_assumed";
        }
        return answer instanceof AwsAnswer.TooLong ? "answer_too_long" : "unreached";
    }

    private static Optional<ObjectNode> object(String json) {
        try {
            return JSON.readTree(json) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
