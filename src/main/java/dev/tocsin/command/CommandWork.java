package dev.tocsin.command;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.call.NeverAllowed;
import dev.tocsin.aws.model.Effect;
import dev.tocsin.command.Admission.Admitted;
import dev.tocsin.command.Admission.Refused;
import dev.tocsin.command.ReadCommands.Said;
import dev.tocsin.command.Speech.Way;
import dev.tocsin.command.language.Command;
import dev.tocsin.command.result.ShownCommand;
import dev.tocsin.command.settings.ChannelDefaults;
import dev.tocsin.command.settings.ChannelDefaults.Defaults;
import dev.tocsin.command.settings.CommandPlace;
import dev.tocsin.command.settings.PersonRoles;
import dev.tocsin.configuration.workspaces.AuthorizedWorkspace;
import io.smallrye.mutiny.Uni;

/** Goes on with a command: who may, what it says, for which account, as whom, and whether somebody has to agree first. */
@ApplicationScoped
class CommandWork {

    private static final String ACCOUNT = "[0-9]{12}";

    private final Admission admission;
    private final ReadCommands commands;
    private final ChannelDefaults defaults;
    private final PersonRoles roles;
    private final ChannelCommands ofTheChannel;
    private final CommandCalls calls;
    private final CommandMessages messages;
    private final CommandsConfig config;

    CommandWork(Admission admission, ReadCommands commands, ChannelDefaults defaults, PersonRoles roles,
            ChannelCommands ofTheChannel, CommandCalls calls, CommandMessages messages, CommandsConfig config) {
        this.admission = admission;
        this.commands = commands;
        this.defaults = defaults;
        this.roles = roles;
        this.ofTheChannel = ofTheChannel;
        this.calls = calls;
        this.messages = messages;
        this.config = config;
    }

    /** What follows. Fails as the database does, before anything was changed. */
    Uni<CommandStep> step(ClaimedCommand command, AuthorizedWorkspace workspace) {
        return admission.of(command, workspace).chain(verdict -> {
            if (verdict instanceof Admitted admitted) {
                Optional<CommandStep> elsewhere = followedElsewhere(command, admitted.places());
                return elsewhere.isPresent() ? Uni.createFrom().item(elsewhere.get())
                        : command.json().isPresent() ? Uni.createFrom().item(calls.kept(command))
                                : commands.read(command).chain(said -> carryOut(command, said, admitted.places())
                                        .map(step -> step.completing(said.continued())))
                                        .map(step -> step.by(admitted.name()));
            }
            Refused refused = (Refused) verdict;
            return Uni.createFrom().item(CommandStep.refused(refused.reason(), Understood.NOTHING,
                    refused.words().map(this::whisper)));
        });
    }

    /** What goes on with an answer is for those who may use the configuration of that answer. */
    private Optional<CommandStep> followedElsewhere(ClaimedCommand command, List<CommandPlace> places) {
        if (!command.source().isFollowUp()) {
            return Optional.empty();
        }
        Optional<String> followed = command.understood().configurationName();
        return places.stream().anyMatch(place -> followed.filter(place.configurationName()::equals).isPresent())
                ? Optional.empty()
                : Optional.of(closed(followed.orElse("none"), Understood.NOTHING));
    }

    private CommandStep closed(String name, Understood understood) {
        return CommandStep.refused("not among those who may use " + name, understood, Optional.of(whisper(
                "This is for " + name + ", and you may not give commands for that in this channel, or they are not taken for "
                        + "it any more. Nothing was done.")));
    }

    private Uni<CommandStep> carryOut(ClaimedCommand command, Said said, List<CommandPlace> places) {
        Command wanted = said.command();
        if (wanted instanceof Command.Call call) {
            return ReadCommands.aside(() -> understood(call)).chain(understood -> placed(command, call, understood, places));
        }
        if (wanted instanceof Command.Incomplete incomplete) {
            return ReadCommands.aside(() -> understood(incomplete.soFar()))
                    .map(understood -> CommandStep.asking(CommandQuestion.MISSING, understood,
                            Speech.of(Way.REPLY, messages.missing(incomplete))));
        }
        if (wanted instanceof Command.Unclear unclear) {
            return Uni.createFrom().item(CommandStep.refused(unclear.words(), Understood.NOTHING,
                    Optional.of(aside(command, unclear.words()))));
        }
        if (wanted instanceof Command.Help help) {
            return Uni.createFrom().item(CommandStep.told(Understood.NOTHING, aside(command, help.markdown())));
        }
        return ofTheChannel.carryOut(command, wanted, places)
                .map(told -> CommandStep.told(Understood.NOTHING, Speech.of(Way.REPLY, messages.words(told))));
    }

    /** What others need not read who did not see the question either. */
    private Speech aside(ClaimedCommand command, String markdown) {
        return Speech.of(command.source() == CommandSource.SLASH ? Way.WHISPER : Way.REPLY, messages.words(markdown));
    }

    private Speech whisper(String words) {
        return Speech.of(Way.WHISPER, messages.words(words));
    }

    private Uni<CommandStep> placed(ClaimedCommand command, Command.Call call, Understood said, List<CommandPlace> places) {
        return defaults.of(command.spot().team(), command.spot().channel()).chain(usual -> {
            Optional<String> chosen = command.isApproved() || command.chosen().isEmpty()
                    ? command.understood().configurationName().or(command::chosen)
                    : command.chosen();
            PlaceChoice choice = PlaceChoice.of(places, chosen, usual.account());
            if (choice instanceof PlaceChoice.Several several) {
                return Uni.createFrom().item(CommandStep.asking(CommandQuestion.ACCOUNT, said,
                        Speech.of(Way.REPLY, messages.accounts(command.id(), several.names()))));
            }
            if (choice instanceof PlaceChoice.Closed other) {
                return Uni.createFrom().item(closed(other.name(), said));
            }
            CommandPlace place = ((PlaceChoice.One) choice).place();
            return remember(command, place).chain(() -> asSomebody(command, call, said, place, usual));
        });
    }

    private Uni<Void> remember(ClaimedCommand command, CommandPlace place) {
        return command.chosen().filter(name -> name.matches(ACCOUNT)).filter(name -> place.account().equals(command.chosen()))
                .map(name -> defaults.set(command.spot().team(), command.spot().channel(),
                        new Defaults(Optional.of(name), Optional.empty())))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<CommandStep> asSomebody(ClaimedCommand command, Command.Call call, Understood said, CommandPlace place,
            Defaults usual) {
        String region = call.region().or(() -> command.understood().region()).or(usual::region).orElse(config.region());
        if (!place.wantsOwnRole()) {
            return place.roleArn().map(role -> asRole(command, call, said, new Target(place, role, region)))
                    .orElseGet(() -> Uni.createFrom().item(CommandStep.refused("no role", said,
                            Optional.of(whisper("The configuration " + place.configurationName() + " has no IAM role, so "
                                    + "nothing can be asked of AWS. Whoever configures Tocsin can give it one.")))));
        }
        return roles.roleOf(command.spot().team(), command.typist().id(), place.configurationName())
                .chain(role -> role.map(own -> asRole(command, call, said, new Target(place, own, region)))
                        .orElseGet(() -> Uni.createFrom().item(CommandStep.refused("no role of their own yet", said,
                                Optional.of(Speech.roleLink(place.configurationName()))))));
    }

    private Uni<CommandStep> asRole(ClaimedCommand command, Command.Call call, Understood said, Target target) {
        Understood understood = target.understood(said, command);
        boolean changes = call.operation().effect() == Effect.CHANGES;
        if (command.isApproved()) {
            Optional<String> objection = target.isNotWhatWasShown(command.understood(), call.normalised());
            return objection.isPresent()
                    ? Uni.createFrom().item(CommandStep.refused(objection.get(), understood, Optional.of(
                            Speech.of(Way.REPLY, messages.words(objection.get())))))
                    : calls.change(command, call, target, understood);
        }
        if (!changes) {
            return calls.read(command, call, target, understood);
        }
        return NeverAllowed.action(call.service(), call.operation())
                .map(action -> calls.forbidden(command, call, target, understood, action))
                .orElseGet(() -> Uni.createFrom().item(mayBeRun(command, call, target, understood)));
    }

    private CommandStep mayBeRun(ClaimedCommand command, Command.Call call, Target target, Understood understood) {
        return messages.confirmation(command.id(), command.typist().id(), call, target.shown(),
                command.now().plus(config.answerWithin()))
                .map(question -> CommandStep.asking(CommandQuestion.RUN, understood, Speech.of(Way.REPLY, question)))
                .orElseGet(() -> CommandStep.refused("too long to be shown whole", understood,
                        Optional.of(Speech.of(Way.REPLY, messages.tooLong(call)))));
    }

    private static Understood understood(Command.Call call) {
        List<SensitiveValue> secrets = SensitiveValue.of(call);
        return new Understood(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(call.service().name()),
                Optional.of(call.operation().name()), Optional.of(call.normalised()),
                Optional.of(call.operation().effect() == Effect.CHANGES), Optional.empty(), Optional.empty(),
                Optional.of(ShownText.of(ShownCommand.of(call))), secrets);
    }
}
