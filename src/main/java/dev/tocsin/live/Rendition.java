package dev.tocsin.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chart.ChartJson;
import dev.tocsin.chat.ActionButtons;
import dev.tocsin.chat.Chart;
import dev.tocsin.chat.Chat;
import dev.tocsin.chat.Chats;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.Edit;
import dev.tocsin.chat.Edit.Changed;
import dev.tocsin.chat.Edit.Closed;
import dev.tocsin.chat.Edit.Frozen;
import dev.tocsin.chat.Edit.Gone;
import dev.tocsin.chat.Edit.Later;
import dev.tocsin.chat.Edit.Part;
import dev.tocsin.chat.Edit.Refused;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.Life;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Posting;
import dev.tocsin.configuration.workspaces.RefusedCredentials;
import dev.tocsin.context.NoticeContext;
import dev.tocsin.delivery.MatterLife;
import dev.tocsin.delivery.Meaning;
import dev.tocsin.live.ChangeResult.Event;
import dev.tocsin.live.ChangeResult.What;
import dev.tocsin.live.ChartLadder.Step;
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
    /** CloudWatch may have values, or time, a little later. */
    private static final Duration UNTIL_CHART = Duration.ofSeconds(20);
    private static final int CHART_TRIES = 2;

    private final Meaning meaning;
    private final Chats chats;
    private final SecretSealer sealer;
    private final RefusedCredentials refusedCredentials;
    private final NoticeContext context;
    private final ChartLadder ladder;
    private final ActionButtons buttons;

    Rendition(Meaning meaning, Chats chats, SecretSealer sealer, RefusedCredentials refusedCredentials, NoticeContext context,
            ChartLadder ladder, ActionButtons buttons) {
        this.buttons = buttons;
        this.context = context;
        this.ladder = ladder;
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
        Optional<Chat> chat = chats.forKind(place.kind()).filter(Chat::isLive);
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
        Notice told = meaning.of(shown.message());
        Task task = new Task(due, place, chat, destination, told);
        return context.asked(told, place.roleArn()).chain(notice -> ladder.first(due, place, told, destination)
                .chain(step -> buttons.offered(new Posting(shown.deliveryId(), notice, Form.FULL, Optional.empty(),
                        life(task, step.chart())), chat, due.configurationId(), told)
                        .chain(posting -> drawn(task, posting, step))));
    }

    /** What is to be shown, and where. */
    private record Task(DueChange due, Place place, Chat chat, Destination destination, Notice told) {
    }

    private Life life(Task task, Optional<Chart> chart) {
        Optional<String> previous = task.due.previous()
                .flatMap(before -> chats.permalink(task.place.kind(), before.channel(), before.reference()));
        return MatterLife.of(task.due.message(), previous, task.chat.hearsButtons(), chart);
    }

    /** Where only a chart was wanted and there is none, nothing changes. */
    private Uni<ChangeResult> drawn(Task task, Posting posting, Step step) {
        List<Event> events = new ArrayList<>(step.event().stream().toList());
        boolean isOnlyChart = task.due.isChart() && step.event().filter(event -> event.what() == What.NO_CHART).isPresent();
        if (isOnlyChart && step.mayPass() && task.due.failures() < CHART_TRIES) {
            return Uni.createFrom().item(ChangeResult.later(UNTIL_CHART, Optional.empty(), List.of()));
        }
        return change(task, posting, events).map(result -> result.having(step.refused()));
    }

    private Uni<ChangeResult> change(Task task, Posting posting, List<Event> events) {
        return task.chat.change(task.destination, task.due.message().reference().orElseThrow(), posting)
                .chain(change -> follow(task, posting, events, change));
    }

    private Uni<ChangeResult> follow(Task task, Posting posting, List<Event> events, Edit change) {
        if (change instanceof Refused refused && refused.part() == Part.CHART && posting.life().chart().isPresent()) {
            return nextRung(task, posting, events, refused);
        }
        if (change instanceof Refused refused && posting.form() == Form.FULL) {
            events.add(new Event(What.REFUSED, refused.reason() + ", so it is shown in plain form"));
            return change(task, posting.with(posting.life().with(Optional.empty())).in(Form.PLAIN), events);
        }
        if (change instanceof Closed closed && closed.fault() == Fault.CREDENTIAL) {
            return refusedCredentials.note(task.place.sealedFor(), task.place.credentialSealed(), closed.reason())
                    .replaceWith(ChangeResult.later(UNTIL_OPEN, Optional.empty(),
                            List.of(new Event(What.FAILED, closed.reason()))));
        }
        Optional<Chart> chart = posting.form() == Form.FULL ? posting.life().chart() : Optional.empty();
        ChangeResult result = result(task.due, change, chart.map(ChartJson::write), events);
        return result.isChanged() ? ladder.discard(task.due, task.place, task.destination, chart).replaceWith(result)
                : Uni.createFrom().item(result);
    }

    /** The chat does not take lines, or not this picture. */
    private Uni<ChangeResult> nextRung(Task task, Posting posting, List<Event> events, Refused refused) {
        boolean isLines = posting.life().chart().filter(Chart.Lines.class::isInstance).isPresent();
        events.removeIf(event -> event.what() == What.CHART);
        events.add(new Event(What.REFUSED, refused.reason() + (isLines ? ": the chart" : ": the picture")));
        Uni<Step> next = isLines ? ladder.picture(task.due, task.place, task.told, task.destination)
                : Uni.createFrom().item(Step.NOTHING);
        return next.chain(step -> {
            step.event().ifPresent(events::add);
            return change(task, posting.with(posting.life().with(step.chart())), events)
                    .map(result -> result.having(step.refused().or(() -> Optional.of(isLines ? ChartLadder.LINES
                            : ChartLadder.PICTURE))));
        });
    }

    /** What a chat answered at last. */
    static ChangeResult result(DueChange due, Edit change, Optional<String> chart, List<Event> events) {
        String state = due.message().state().standing().state();
        if (change instanceof Changed) {
            List<Event> told = new ArrayList<>(events);
            told.add(new Event(What.CHANGED, "shows " + state));
            return ChangeResult.changed(chart, told);
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
