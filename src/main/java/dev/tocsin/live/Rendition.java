package dev.tocsin.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.Change;
import dev.tocsin.chat.Change.Changed;
import dev.tocsin.chat.Change.Closed;
import dev.tocsin.chat.Change.Frozen;
import dev.tocsin.chat.Change.Gone;
import dev.tocsin.chat.Change.Later;
import dev.tocsin.chat.Change.Part;
import dev.tocsin.chat.Change.Refused;
import dev.tocsin.chat.Chart;
import dev.tocsin.chat.Chat;
import dev.tocsin.chat.Chats;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.Life;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Posting;
import dev.tocsin.configuration.workspaces.RefusedCredentials;
import dev.tocsin.delivery.MatterLife;
import dev.tocsin.delivery.Meaning;
import dev.tocsin.live.ChangeResult.Event;
import dev.tocsin.live.ChangeResult.What;
import dev.tocsin.live.DueChange.Place;
import dev.tocsin.live.DueChange.Shown;
import dev.tocsin.notice.Notice;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.secret.UnopenableSecret;
import io.smallrye.mutiny.Uni;

/** Shows anew what a message stands for: its newest state, who takes care of it, its chart. */
@ApplicationScoped
class Rendition {

    private static final Duration UNTIL_OPEN = Duration.ofMinutes(1);

    private final Meaning meaning;
    private final Chats chats;
    private final SecretSealer sealer;
    private final RefusedCredentials refusedCredentials;

    Rendition(Meaning meaning, Chats chats, SecretSealer sealer, RefusedCredentials refusedCredentials) {
        this.meaning = meaning;
        this.chats = chats;
        this.sealer = sealer;
        this.refusedCredentials = refusedCredentials;
    }

    Uni<ChangeResult> show(DueChange due) {
        Optional<String> reference = due.message().reference();
        if (due.place().isEmpty() || due.shown().isEmpty() || reference.isEmpty()
                || due.message().hindrances().gone().isPresent() || due.message().hindrances().frozen().isPresent()) {
            return Uni.createFrom().item(ChangeResult.dropped(List.of()));
        }
        Place place = due.place().get();
        if (place.waitsBecause().isPresent()) {
            return Uni.createFrom().item(ChangeResult.later(UNTIL_OPEN, Optional.empty(), List.of()));
        }
        Optional<Chat> chat = chats.forKind(place.kind()).filter(Chat::isLive)
                .filter(live -> place.address().equals(due.message().channel()));
        return chat.map(live -> show(due, place, live)).orElseGet(() -> Uni.createFrom().item(ChangeResult.dropped(List.of())));
    }

    private Uni<ChangeResult> show(DueChange due, Place place, Chat chat) {
        Destination destination;
        try {
            destination = new Destination(place.kind(), due.message().channel(),
                    sealer.open(place.credentialSealed(), place.sealedFor()));
        } catch (UnopenableSecret sealed) {
            return Uni.createFrom().item(ChangeResult.later(UNTIL_OPEN, Optional.empty(),
                    List.of(new Event(What.FAILED, sealed.getMessage()))));
        }
        Shown shown = due.shown().get();
        Notice notice = meaning.of(shown.message());
        Posting posting = new Posting(shown.deliveryId(), notice, Form.FULL, Optional.empty(), life(due, place, chat));
        return change(due, chat, destination, posting, new ArrayList<>());
    }

    private Life life(DueChange due, Place place, Chat chat) {
        Optional<String> previous = due.previous()
                .flatMap(before -> chats.permalink(place.kind(), before.channel(), before.reference()));
        return MatterLife.of(due.message(), previous, chat.hearsButtons(), Optional.<Chart> empty());
    }

    private Uni<ChangeResult> change(DueChange due, Chat chat, Destination destination, Posting posting, List<Event> events) {
        return chat.change(destination, due.message().reference().orElseThrow(), posting)
                .chain(change -> follow(due, chat, destination, posting, events, change));
    }

    private Uni<ChangeResult> follow(DueChange due, Chat chat, Destination destination, Posting posting, List<Event> events,
            Change change) {
        if (change instanceof Refused refused && posting.form() == Form.FULL) {
            events.add(new Event(What.REFUSED, refused.reason()));
            Posting next = refused.part() == Part.CHART ? posting.with(posting.life().with(Optional.empty()))
                    : posting.in(Form.PLAIN);
            return change(due, chat, destination, next, events);
        }
        if (change instanceof Closed closed && closed.fault() == Fault.CREDENTIAL) {
            Place place = due.place().orElseThrow();
            return refusedCredentials.note(place.sealedFor(), place.credentialSealed(), closed.reason())
                    .replaceWith(ChangeResult.later(UNTIL_OPEN, Optional.empty(),
                            List.of(new Event(What.FAILED, closed.reason()))));
        }
        return Uni.createFrom().item(result(due, change, events));
    }

    /** What a chat answered at last. */
    static ChangeResult result(DueChange due, Change change, List<Event> events) {
        String state = due.message().state().standing().state();
        if (change instanceof Changed) {
            List<Event> told = new ArrayList<>(events);
            told.add(new Event(What.CHANGED, "shows " + state));
            return ChangeResult.changed(Optional.empty(), told);
        }
        if (change instanceof Gone gone) {
            return ChangeResult.gone(gone.reason(), due.isStates());
        }
        if (change instanceof Frozen frozen) {
            return ChangeResult.frozen(frozen.reason());
        }
        if (change instanceof Later later) {
            Duration again = later.delay().orElseGet(() -> Changes.backoff(due.failures()));
            return ChangeResult.later(again, later.isTooFast() ? Optional.of(again) : Optional.empty(), events);
        }
        if (change instanceof Closed closed) {
            return ChangeResult.dropped(List.of(new Event(What.FAILED, closed.reason())));
        }
        return ChangeResult.dropped(events);
    }
}
