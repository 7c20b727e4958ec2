package dev.tocsin.command;

import java.util.List;
import java.util.Optional;

import dev.tocsin.command.settings.CommandPlace;

/** Which of a channel's configurations a command is for. */
sealed interface PlaceChoice {

    record One(CommandPlace place) implements PlaceChoice {
    }

    /** @param names by which people tell them apart: accounts, or the configurations' names where these do not */
    record Several(List<String> names) implements PlaceChoice {
    }

    /** It is for one that whoever gives it may not use, or that is gone: nothing else is what was meant. */
    record Closed(String name) implements PlaceChoice {
    }

    /**
     * Chooses one.
     *
     * @param places at least one
     * @param chosen what this command is for: what somebody has chosen, or what it follows
     * @param usualAccount which one the channel means where nobody says it
     */
    static PlaceChoice of(List<CommandPlace> places, Optional<String> chosen, Optional<String> usualAccount) {
        if (chosen.isPresent()) {
            return named(places, chosen.get()).<PlaceChoice> map(One::new).orElseGet(() -> new Closed(chosen.get()));
        }
        return (places.size() == 1 ? Optional.of(places.get(0)) : usualAccount.flatMap(account -> named(places, account)))
                .<PlaceChoice> map(One::new)
                .orElseGet(() -> new Several(places.stream().map(one -> name(one, places)).sorted().toList()));
    }

    private static Optional<CommandPlace> named(List<CommandPlace> places, String name) {
        return places.stream().filter(place -> name(place, places).equals(name)).findFirst()
                .or(() -> places.stream().filter(place -> place.configurationName().equals(name)).findFirst());
    }

    private static String name(CommandPlace place, List<CommandPlace> places) {
        return place.account()
                .filter(account -> places.stream().filter(other -> other.account().equals(Optional.of(account))).count() == 1)
                .orElse(place.configurationName());
    }
}
