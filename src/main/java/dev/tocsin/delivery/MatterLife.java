package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.chat.Chart;
import dev.tocsin.chat.Life;
import dev.tocsin.chat.Life.Action;
import dev.tocsin.chat.Life.Button;
import dev.tocsin.delivery.LiveMessage.Care;
import dev.tocsin.delivery.LiveMessage.Opened;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Link;

/** What the message that stands for a matter shows beside its notice. */
public final class MatterLife {

    private MatterLife() {
    }

    /**
     * @param previous where the message is that stood for the matter before
     * @param mayPress whether what people press comes back to us
     */
    public static Life of(LiveMessage message, Optional<String> previous, boolean mayPress, Optional<Chart> chart) {
        return new Life(Optional.empty(), remarks(message, previous), mayPress ? buttons(message) : List.of(), chart);
    }

    /** Of a line in its thread: how the state was before, and is now. */
    static Life ofReply(LiveMessage before, LiveMessage now, MatterState told, boolean isNews) {
        List<Fact> remarks = new ArrayList<>();
        String old = before.state().standing().state();
        String state = told.standing().state();
        if (!isNews) {
            remarks.add(Fact.of(state + " earlier, at", told.at()));
        } else if (old.equals(state)) {
            remarks.add(Fact.of(state + " still, at", told.at()));
        } else {
            remarks.add(Fact.of(old + " \u2192 " + state + afterHowLong(before, told) + ", at", told.at()));
        }
        now.care().acknowledged().ifPresent(by -> remarks.add(Fact.of("Acknowledged by", by.name())));
        return new Life(Optional.empty(), remarks, List.of(), Optional.empty());
    }

    private static String afterHowLong(LiveMessage before, MatterState told) {
        return length(before.state().at(), told.at()).map(words -> " after " + words).orElse("");
    }

    private static List<Fact> remarks(LiveMessage message, Optional<String> previous) {
        List<Fact> remarks = new ArrayList<>();
        message.opened().flatMap(opened -> ended(message, opened)).ifPresent(remarks::add);
        if (message.changes() > 2) {
            remarks.add(Fact.of("Changed", message.changes() + " times"));
        }
        Care care = message.care();
        care.acknowledged().ifPresent(by -> remarks.add(Fact.of("Acknowledged by " + by.name() + " at", by.at())));
        care.resolved().ifPresent(by -> remarks.add(Fact.of("Resolved by " + by.name() + " at", by.at())));
        previous.ifPresent(url -> remarks.add(Fact.of("Before", new Link("the last time", url))));
        return remarks;
    }

    private static Optional<Fact> ended(LiveMessage message, Opened opened) {
        return message.state().isOpen() ? Optional.empty()
                : message.overAt().flatMap(over -> length(opened.at(), over)).map(words -> Fact.of("Was " + opened.as(),
                        "for " + words));
    }

    private static Optional<String> length(Instant from, Instant to) {
        return Optional.ofNullable(Elapsed.words(Duration.between(from, to)));
    }

    /** What is over by itself needs nobody; what nobody else ends is ended by a person. */
    private static List<Button> buttons(LiveMessage message) {
        List<Button> buttons = new ArrayList<>();
        Care care = message.care();
        if (!message.state().isOpen()) {
            return buttons;
        }
        if (care.resolved().isPresent()) {
            return List.of(new Button(Action.REOPEN, message.id()));
        }
        if (care.acknowledged().isEmpty()) {
            buttons.add(new Button(Action.ACKNOWLEDGE, message.id()));
        }
        if (!message.state().standing().endsByItself()) {
            buttons.add(new Button(Action.RESOLVE, message.id()));
        }
        return buttons;
    }
}
