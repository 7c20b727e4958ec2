package dev.tocsin.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.command.language.Command;
import dev.tocsin.command.language.UnknownRegion;
import dev.tocsin.command.settings.Aliases;
import dev.tocsin.command.settings.Aliases.Alias;
import dev.tocsin.command.settings.ChannelDefaults;
import dev.tocsin.command.settings.ChannelDefaults.Defaults;
import dev.tocsin.command.settings.CommandPlace;
import io.smallrye.mutiny.Uni;

/** What people say about the channel itself: its aliases, and which account and Region it means. AWS is not asked. */
@ApplicationScoped
class ChannelCommands {

    private static final int LONGEST_ACTION = 200;

    private final Aliases aliases;
    private final ChannelDefaults defaults;

    ChannelCommands(Aliases aliases, ChannelDefaults defaults) {
        this.aliases = aliases;
        this.defaults = defaults;
    }

    /** What to tell them, in markdown. */
    Uni<String> carryOut(ClaimedCommand command, Command wanted, List<CommandPlace> places) {
        String team = command.spot().team();
        String channel = command.spot().channel();
        if (wanted instanceof Command.CreateAlias create) {
            return Uni.createFrom()
                    .deferred(() -> aliases.create(team, channel,
                            new Alias(create.name(), create.action(), command.typist().id())))
                    .map(isNew -> isNew ? "`run " + create.name() + "` now runs " + code(create.action()) + " in this channel."
                            : "There is an alias " + create.name() + " already, or as many as a channel may have. `alias list` "
                                    + "shows them, `alias delete " + create.name() + "` takes one away.")
                    .onFailure(IllegalArgumentException.class).recoverWithItem(Throwable::getMessage);
        }
        if (wanted instanceof Command.DeleteAlias delete) {
            return aliases.delete(team, channel, delete.name())
                    .map(was -> was ? "The alias " + delete.name() + " is gone."
                            : "There is no alias " + delete.name() + " in this channel.");
        }
        if (wanted instanceof Command.ListAliases) {
            return aliases.list(team, channel).map(ChannelCommands::list);
        }
        if (wanted instanceof Command.SetDefaults set) {
            return set(team, channel, set, places);
        }
        return Uni.createFrom().item("Nothing is known of that. `help` says what is.");
    }

    private Uni<String> set(String team, String channel, Command.SetDefaults set, List<CommandPlace> places) {
        Optional<String> unknown = set.account()
                .filter(account -> places.stream().noneMatch(place -> place.account().equals(Optional.of(account))));
        if (unknown.isPresent()) {
            return Uni.createFrom().item("No configuration of this channel is for the account " + unknown.get() + ". "
                    + accounts(places));
        }
        return defaults.set(team, channel, new Defaults(set.account(), set.region())).replaceWith(() -> meant(set));
    }

    static String meant(Command.SetDefaults set) {
        return "From now on "
                + set.account().map(account -> "the account " + account).orElse("")
                + (set.account().isPresent() && set.region().isPresent() ? " and " : "")
                + set.region().map(region -> "the Region " + region).orElse("")
                + " is meant in this channel where a command does not say it."
                + set.region().flatMap(UnknownRegion::words).map(words -> " " + words).orElse("");
    }

    private static String accounts(List<CommandPlace> places) {
        String all = places.stream().flatMap(place -> place.account().stream()).distinct().sorted()
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "None of them has an account of its own." : "There are: " + all + ".";
    }

    private static String list(List<Alias> all) {
        return all.isEmpty() ? "This channel has no aliases. `alias create NAME COMMAND` makes one."
                : all.stream().map(alias -> "- `" + alias.name() + "` runs " + code(alias.action()))
                        .collect(Collectors.joining("\n"));
    }

    private static String code(String text) {
        return "`" + CommandIntake.cut(text.replace('`', '\'').replaceAll("\\s+", " "), LONGEST_ACTION) + "`";
    }
}
