package dev.tocsin.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chart.ChartJson;
import dev.tocsin.chart.ChartRequest;
import dev.tocsin.chart.Charts;
import dev.tocsin.chart.Drawn;
import dev.tocsin.chat.Chart;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.Pictures;
import dev.tocsin.chat.Pictures.NotTaken;
import dev.tocsin.chat.Pictures.Taken;
import dev.tocsin.live.ChangeResult.Event;
import dev.tocsin.live.ChangeResult.What;
import dev.tocsin.live.DueChange.Place;
import dev.tocsin.notice.Notice;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;

/**
 * What is drawn under a message: lines that the chat draws; where it does not take those, CloudWatch's own picture; and where
 * that is not to be had either, what the message itself tells. What a workspace refuses is not tried there again for a day.
 */
@ApplicationScoped
class ChartLadder {

    /** What a workspace may refuse. */
    static final String LINES = "chart";
    static final String PICTURE = "picture";

    /** A state that people wait for does not wait long for its chart. */
    private static final Duration BESIDE_A_PERSON = Duration.ofMillis(500);
    private static final Duration BESIDE_A_STATE = Duration.ofSeconds(3);

    private final Charts charts;
    private final List<Pictures> pictures;

    ChartLadder(Charts charts, @All List<Pictures> pictures) {
        this.charts = charts;
        this.pictures = List.copyOf(pictures);
    }

    /**
     * What came of it.
     *
     * @param chart empty if there is nothing better than what the message shows by itself
     * @param event what people are told of it, if anything
     * @param refused what the workspace did not take
     * @param mayPass whether there may be one in a minute
     */
    record Step(Optional<Chart> chart, Optional<Event> event, Optional<String> refused, boolean mayPass) {

        static final Step NOTHING = new Step(Optional.empty(), Optional.empty(), Optional.empty(), false);

        private static Step none(String reason, Optional<String> refused, boolean mayPass) {
            return new Step(Optional.empty(), Optional.of(new Event(What.NO_CHART, reason)), refused, mayPass);
        }
    }

    /** The first rung that the workspace is not known to refuse. */
    Uni<Step> first(DueChange due, Place place, Notice notice, Destination destination) {
        Optional<Chart> before = due.chart().flatMap(ChartJson::read);
        if (due.chartWantedFor().isEmpty() || notice.measurement().isEmpty() || notice.region().isEmpty()) {
            return Uni.createFrom().item(new Step(before, Optional.empty(), Optional.empty(), false));
        }
        Uni<Step> drawn = due.refuses().contains(LINES) ? picture(due, place, notice, destination)
                : charts.numbers(request(due, place, notice)).map(ChartLadder::lines);
        return (due.isStates() ? drawn.ifNoItem().after(due.isPersons() ? BESIDE_A_PERSON : BESIDE_A_STATE)
                .recoverWithItem(() -> Step.none("CloudWatch did not answer in time: neither a new state nor what a person did "
                        + "waits long for its chart", Optional.empty(), false))
                : drawn)
                .map(step -> step.chart().isPresent() ? step : new Step(before, step.event(), step.refused(), step.mayPass()));
    }

    /** The next one, after lines were refused. */
    Uni<Step> picture(DueChange due, Place place, Notice notice, Destination destination) {
        Optional<Pictures> taker = taker(place);
        if (taker.isEmpty() || due.refuses().contains(PICTURE)) {
            return Uni.createFrom().item(Step.none("the workspace takes neither charts nor pictures", Optional.empty(), false));
        }
        return charts.picture(request(due, place, notice))
                .chain(drawn -> drawn instanceof Drawn.Png png
                        ? taker.get().give(destination, png.png(), png.title(), png.words()).map(ChartLadder::given)
                        : Uni.createFrom().item(lines(drawn)));
    }

    private Optional<Pictures> taker(Place place) {
        return pictures.stream().filter(one -> one.kinds().contains(place.kind())).findFirst();
    }

    private static ChartRequest request(DueChange due, Place place, Notice notice) {
        return new ChartRequest(notice.measurement().orElseThrow(), notice.region().orElseThrow(), notice.account(),
                place.roleArn(), due.message().state().at());
    }

    private static Step lines(Drawn drawn) {
        if (drawn instanceof Drawn.Numbers numbers) {
            return new Step(Optional.of(numbers.lines()), Optional.of(new Event(What.CHART, "drawn by the chat")),
                    Optional.empty(), false);
        }
        Drawn.None none = (Drawn.None) drawn;
        return Step.none(none.reason(), Optional.empty(), none.mayPass());
    }

    private static Step given(Pictures.Given given) {
        if (given instanceof Taken taken) {
            return new Step(Optional.of(taken.picture()), Optional.of(new Event(What.CHART, "a picture of CloudWatch's")),
                    Optional.empty(), false);
        }
        NotTaken not = (NotTaken) given;
        return Step.none(not.reason(), not.isForGood() ? Optional.of(PICTURE) : Optional.empty(), !not.isForGood());
    }

    /** A picture that nothing shows any more. */
    Uni<Void> discard(DueChange due, Place place, Destination destination, Optional<Chart> shown) {
        Optional<Chart> before = due.chart().flatMap(ChartJson::read).filter(chart -> !shown.equals(Optional.of(chart)));
        return before.filter(Chart.Picture.class::isInstance).map(Chart.Picture.class::cast)
                .flatMap(picture -> taker(place).map(taker -> taker.discard(destination, picture)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
