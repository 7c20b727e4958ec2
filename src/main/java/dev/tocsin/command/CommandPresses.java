package dev.tocsin.command;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.command.ChannelPeople.Listed;
import dev.tocsin.command.PressedButton.Kind;
import dev.tocsin.command.settings.CommandPlaces;
import dev.tocsin.configuration.workspaces.AuthorizedWorkspace;
import dev.tocsin.configuration.workspaces.AuthorizedWorkspaces;
import io.smallrye.mutiny.Uni;

/** What follows from the buttons under answers and questions. What is done is written before anybody is told so. */
@ApplicationScoped
public class CommandPresses {

    private static final String UNKNOWN = "There is no such command any more.";
    private static final String NOT_YOURS = "Only whoever gave the command, and those who may approve commands here, can do this.";
    private static final String NOT_YOUR_CHOICE = "Only whoever gave the command can choose the account.";
    private static final String NOT_KNOWN = "Who may approve commands here goes by a user group, and Slack does not say who is in "
            + "it, so whoever gave the command has to press this.";

    private final AuthorizedWorkspaces workspaces;
    private final Decisions decisions;
    private final FollowUps followUps;
    private final CommandPlaces places;
    private final ChannelPeople people;
    private final Conductor conductor;

    CommandPresses(AuthorizedWorkspaces workspaces, Decisions decisions, FollowUps followUps, CommandPlaces places,
            ChannelPeople people, Conductor conductor) {
        this.workspaces = workspaces;
        this.decisions = decisions;
        this.followUps = followUps;
        this.places = places;
        this.people = people;
        this.conductor = conductor;
    }

    /** What to tell whoever pressed it; empty if it is to be seen. Fails if the database does. */
    public Uni<Optional<String>> press(PressedButton button, ButtonPresser by) {
        return decisions.find(button.command()).chain(found -> {
            Optional<AskedCommand> asked = found.filter(one -> one.team().equals(by.workspaceId()))
                    .filter(one -> one.channel().equals(by.channel()));
            return asked.isEmpty() ? Uni.createFrom().item(Optional.of(UNKNOWN)) : press(button, asked.get(), by);
        }).invoke(conductor::wake);
    }

    private Uni<Optional<String>> press(PressedButton button, AskedCommand asked, ButtonPresser by) {
        if (button.kind() == Kind.MORE || button.kind() == Kind.JSON) {
            return followUps.ask(button.kind(), asked, by);
        }
        return objection(button.kind(), asked, by).chain(objection -> objection.isPresent()
                ? Uni.createFrom().item(objection)
                : decisions.decide(button, asked, by));
    }

    private Uni<Optional<String>> objection(Kind kind, AskedCommand asked, ButtonPresser by) {
        if (asked.questionTs().filter(ts -> !ts.equals(by.ts())).isPresent()) {
            return Uni.createFrom().item(Optional.of("This message asks nothing any more; a newer one in the thread does."));
        }
        if (asked.typist().equals(by.userId())) {
            return Uni.createFrom().item(Optional.empty());
        }
        return kind == Kind.ACCOUNT ? Uni.createFrom().item(Optional.of(NOT_YOUR_CHOICE)) : approves(asked, by);
    }

    private Uni<Optional<String>> approves(AskedCommand asked, ButtonPresser by) {
        return places.in(asked.team(), asked.channel()).chain(all -> {
            List<String> approvers = all.stream().filter(place -> place.configurationName().equals(asked.configurationName()))
                    .flatMap(place -> place.approvers().stream()).toList();
            return workspaces.find(asked.team()).chain(workspace -> listed(workspace, approvers, by));
        });
    }

    private Uni<Optional<String>> listed(Optional<AuthorizedWorkspace> workspace, List<String> approvers, ButtonPresser by) {
        Uni<Listed> listed = workspace.map(known -> people.isListed(known, approvers, by.userId()))
                .orElseGet(() -> Uni.createFrom().item(Listed.NO));
        return listed.map(is -> switch (is) {
            case YES -> Optional.empty();
            case NO -> Optional.of(NOT_YOURS);
            case UNKNOWN -> Optional.of(NOT_KNOWN);
        });
    }
}
