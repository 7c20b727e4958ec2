package dev.tocsin.command;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.model.Effect;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.command.Speech.Way;
import dev.tocsin.command.language.Command;
import io.quarkus.logging.Log;

/** Changes of which nobody knows whether AWS has made them. They are not repeated, and people are told where to look. */
@ApplicationScoped
class InterruptedChanges {

    private static final String ENDED = "the process ended while AWS was asked";
    private static final Pattern VERB = Pattern.compile("^[a-z]+-");

    private final CommandMessages messages;

    InterruptedChanges(CommandMessages messages) {
        this.messages = messages;
    }

    /** @param call what it is understood as; empty if it is not any more */
    CommandStep ended(ClaimedCommand command, Optional<Command.Call> call) {
        return step(call, command.understood(), ENDED);
    }

    /** A fault of ours, after AWS may have heard of it. */
    CommandStep ours(ClaimedCommand command, Command.Call call, Understood understood, Throwable fault) {
        Log.errorf(fault, "command=%s broke off after AWS was asked", command.id());
        return step(Optional.of(call), understood, "a fault of Tocsin's after AWS was asked");
    }

    private CommandStep step(Optional<Command.Call> call, Understood understood, String why) {
        String words = "`" + understood.shown().orElse("This").replace('`', '\'')
                + "` broke off: " + why + ". It may or may not have happened, and is not repeated. Look with "
                + call.flatMap(InterruptedChanges::look).map(look -> "`" + look + "`").orElse("CloudTrail or the console")
                + ".";
        return CommandStep.interrupted(why, understood, Optional.empty(), Speech.of(Way.REPLY, messages.words(words)));
    }

    /** What reads the same sort of thing, for instance {@code ec2 describe-instances} after stop-instances. */
    static Optional<String> look(Command.Call call) {
        ServiceModel service = call.service();
        String thing = VERB.matcher(call.operation().cliName()).replaceFirst("");
        return Stream.of("describe-", "get-", "list-")
                .flatMap(verb -> Stream.of(thing, thing + "s", singular(thing)).map(noun -> verb + noun))
                .flatMap(name -> service.operation(name.toLowerCase(Locale.ROOT)).stream())
                .filter(operation -> operation.effect() == Effect.READS).findFirst().map(OperationModel::cliName)
                .map(name -> service.name() + " " + name);
    }

    private static String singular(String noun) {
        return noun.endsWith("s") ? noun.substring(0, noun.length() - 1) : noun;
    }
}
