package dev.tocsin.command;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.command.ChannelPeople.Listed;
import dev.tocsin.command.settings.CommandPlace;
import dev.tocsin.command.settings.CommandPlaces;
import dev.tocsin.configuration.workspaces.AuthorizedWorkspace;
import dev.tocsin.slack.SlackUser;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Who may give commands, where, and how many. */
@ApplicationScoped
class Admission {

    private static final String STRANGER = "This app works for another workspace than yours, so only the people of that "
            + "workspace can give it commands.";
    private static final String TOO_LONG = "A command may have %,d characters, and this one has more. Nothing was done."
            .formatted(CommandIntake.LONGEST);
    private static final String NO_PERSON = "Slack says that you are no active member of this workspace, so nothing was done.";
    private static final String NOWHERE = "Commands are not taken in this channel. Whoever configures Tocsin can switch them on "
            + "for a configuration of this channel.";
    private static final String NOT_LISTED = "You are not among the people who may give commands in this channel. Whoever "
            + "configures Tocsin can add you to the list.";
    private static final String UNKNOWN = "Who may give commands here goes by a user group, and Slack does not say who is in it. "
            + "The workspace has to allow Tocsin the scope usergroups:read. Nothing was done.";

    private final CommandRates rates;
    private final CommandPlaces places;
    private final ChannelPeople people;

    Admission(CommandRates rates, CommandPlaces places, ChannelPeople people) {
        this.rates = rates;
        this.places = places;
        this.people = people;
    }

    /** Whether a command may be given. */
    sealed interface Verdict {
    }

    /**
     * They may.
     *
     * @param places of which they may use each
     * @param name what Slack calls them, if it says so
     */
    record Admitted(List<CommandPlace> places, Optional<String> name) implements Verdict {
    }

    /**
     * They may not.
     *
     * @param reason for those who look at it later
     * @param words for whoever gave it; empty if they were told just now
     */
    record Refused(String reason, Optional<String> words) implements Verdict {

        static Refused because(String words) {
            return new Refused(words, Optional.of(words));
        }
    }

    Uni<Verdict> of(ClaimedCommand command, AuthorizedWorkspace workspace) {
        if (command.typist().isStranger()) {
            return Uni.createFrom().item(Refused.because(STRANGER));
        }
        if (command.text().length() > CommandIntake.LONGEST) {
            return Uni.createFrom().item(Refused.because(TOO_LONG));
        }
        return command.decision().isPresent() ? inPlace(command, workspace)
                : rates.of(command).chain(rate -> rate.isTooMany()
                        ? Uni.createFrom().item(tooMany(rate.wasTold()))
                        : inPlace(command, workspace));
    }

    private static Verdict tooMany(boolean wasTold) {
        return new Refused(CommandRates.TOO_MANY, wasTold ? Optional.empty()
                : Optional.of("These are too many commands within a minute. Wait a moment; what you type until then is not "
                        + "carried out."));
    }

    private Uni<Verdict> inPlace(ClaimedCommand command, AuthorizedWorkspace workspace) {
        return places.in(command.spot().team(), command.spot().channel()).chain(all -> all.isEmpty()
                ? Uni.createFrom().item(Refused.because(NOWHERE))
                : people.user(workspace, command.typist().id()).chain(user -> isNobody(user)
                        ? Uni.createFrom().item(Refused.because(NO_PERSON))
                        : open(all, command, workspace).map(open -> named(open, user))));
    }

    private static boolean isNobody(SlackUser user) {
        return user != null && (user.isDeactivated() || user.isBot() || user.isStranger());
    }

    private static Verdict named(Verdict verdict, SlackUser user) {
        return verdict instanceof Admitted admitted && user != null
                ? new Admitted(admitted.places(), user.name().map(name -> CommandIntake.name(name, user.id())))
                : verdict;
    }

    private Uni<Verdict> open(List<CommandPlace> all, ClaimedCommand command, AuthorizedWorkspace workspace) {
        return Multi.createFrom().iterable(all).onItem().transformToUniAndConcatenate(
                place -> listed(place, command, workspace).map(listed -> new Asked(place, listed)))
                .collect().asList().map(Admission::verdict);
    }

    private record Asked(CommandPlace place, Listed listed) {
    }

    private Uni<Listed> listed(CommandPlace place, ClaimedCommand command, AuthorizedWorkspace workspace) {
        return place.people().isEmpty() ? Uni.createFrom().item(Listed.YES)
                : people.isListed(workspace, place.people(), command.typist().id());
    }

    private static Verdict verdict(List<Asked> all) {
        List<CommandPlace> open = all.stream().filter(asked -> asked.listed() == Listed.YES).map(Asked::place).toList();
        if (!open.isEmpty()) {
            return new Admitted(open, Optional.empty());
        }
        return Refused.because(all.stream().anyMatch(asked -> asked.listed() == Listed.UNKNOWN) ? UNKNOWN : NOT_LISTED);
    }
}
