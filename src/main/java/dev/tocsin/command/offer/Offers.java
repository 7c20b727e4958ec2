package dev.tocsin.command.offer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.tocsin.chat.ActionButton;
import dev.tocsin.chat.ActionButtons;
import dev.tocsin.command.settings.CommandPlaces;
import dev.tocsin.command.settings.CommandPlaces.ButtonPlace;
import dev.tocsin.command.settings.CustomActions;
import dev.tocsin.configuration.TopicsChanged;
import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.flight.SharedAnswers;
import dev.tocsin.notice.Notice;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * The buttons of each notification. Which configurations have any is asked for all together every few seconds, so those
 * without cost nothing.
 */
@Singleton
final class Offers implements ActionButtons {

    private static final int AT_MOST = 5;
    private static final Duration MEMORY = Duration.ofSeconds(5);
    private static final String ALL = "all";

    private final CommandPlaces places;
    private final CustomActions actions;
    private final SharedAnswers<String, Map<Long, ButtonPlace>> known = new SharedAnswers<>(MEMORY, 1, System::nanoTime);

    Offers(CommandPlaces places, CustomActions actions) {
        this.places = places;
        this.actions = actions;
    }

    /** Other replicas hear of it within seconds. */
    void changed(@Observes TopicsChanged change) {
        known.forget();
    }

    @Override
    public Uni<List<ActionButton>> below(long configurationId, Notice notice) {
        boolean hasNone = known.told(ALL).filter(all -> !all.containsKey(configurationId)).isPresent();
        return hasNone ? Uni.createFrom().item(List.of()) : onCallersContext(asked(configurationId, notice));
    }

    private Uni<List<ActionButton>> asked(long configurationId, Notice notice) {
        return known.ask(ALL, places::taking)
                .chain(all -> all.containsKey(configurationId) ? shown(all.get(configurationId), notice)
                        : Uni.createFrom().item(List.<ActionButton> of()))
                .ifNoItem().after(LONGEST).fail()
                .onFailure().recoverWithItem(failure -> {
                    Log.debugf("A notification goes without its buttons: %s", DatabaseTrouble.words(failure));
                    return List.of();
                });
    }

    private Uni<List<ActionButton>> shown(ButtonPlace place, Notice notice) {
        return actions.below(place.place().configurationId(), notice)
                .ifNoItem().after(LONGEST.dividedBy(2)).recoverWithItem(List.of())
                .map(own -> Stream.concat(ours(place, notice).stream(), own.stream()).limit(AT_MOST).toList());
    }

    /** One of those that there are now, shown or not. Fails as the database does. */
    Uni<Optional<ActionButton>> named(String id, ButtonPlace place, Notice notice) {
        return actions.belowNow(place.place().configurationId(), notice)
                .map(own -> Stream.concat(ours(place, notice).stream(), own.stream())
                        .filter(button -> button.name().equals(id)).findFirst());
    }

    private static List<ActionButton> ours(ButtonPlace place, Notice notice) {
        return NoticeOffers.of(notice, place.buttons(), place.place().account());
    }

    private static <T> Uni<T> onCallersContext(Uni<T> asked) {
        Context caller = Vertx.currentContext();
        return caller == null ? asked : asked.emitOn(task -> caller.runOnContext(nothing -> task.run()));
    }
}
