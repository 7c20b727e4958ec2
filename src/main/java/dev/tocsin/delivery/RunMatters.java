package dev.tocsin.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.delivery.Placement.Anew;
import dev.tocsin.delivery.Placement.Apart;
import dev.tocsin.delivery.Placement.Aside;
import dev.tocsin.delivery.Placement.InPlace;
import dev.tocsin.delivery.Placement.Reply;
import dev.tocsin.delivery.Placement.Situation;
import dev.tocsin.notice.Notice;

/**
 * The matters that the deliveries of a run belong to, and how they stand while it goes on. It is for one lane, which has one
 * sender, so nobody else moves them meanwhile.
 */
final class RunMatters {

    private final Map<Long, Notice> notices;
    private final Map<Long, Belonging> belongings;
    private final Map<String, LiveMessage> messages;
    private final Map<Long, MatterPart> parts;
    private final Map<Long, Remarked> remarks;
    private final Terms terms;

    /** That a delivery says something of this message, and not of its matter. */
    record Remarked(LiveMessage root, boolean isBroadcast) {
    }

    /**
     * How a lane's destination shows matters.
     *
     * @param asksAws whether AWS is asked for what belongs to a message
     */
    record Terms(boolean isLive, boolean hasCharts, boolean asksAws, Duration newEpisode) {
    }

    RunMatters(Map<Long, Notice> notices, Map<Long, Belonging> belongings, Map<String, LiveMessage> messages,
            Map<Long, MatterPart> parts, Map<Long, Remarked> remarks, Terms terms) {
        this.parts = parts;
        this.notices = notices;
        this.belongings = belongings;
        this.messages = new HashMap<>(messages);
        this.remarks = remarks;
        this.terms = terms;
    }

    /** What a message means, if that was asked already. */
    Optional<Notice> notice(Claim claim) {
        return Optional.ofNullable(notices.get(claim.deliveryId()));
    }

    Optional<Belonging> belonging(Claim claim) {
        return Optional.ofNullable(belongings.get(claim.deliveryId()));
    }

    Placement placement(Claim claim) {
        Remarked remarked = remarks.get(claim.deliveryId());
        if (remarked != null) {
            return Placement.aside(asOfNow(remarked.root()), remarked.isBroadcast(), situation(claim));
        }
        Belonging belonging = belongings.get(claim.deliveryId());
        return belonging == null ? ofPart(claim) : placement(claim, belonging, UUID.randomUUID());
    }

    /** In the thread of its matter, as long as that goes on. */
    private Placement ofPart(Claim claim) {
        return Optional.ofNullable(parts.get(claim.deliveryId())).filter(part -> !claim.living().isAskedFor())
                .flatMap(part -> Optional.ofNullable(messages.get(part.matter())).filter(root -> !root.state().isOver())
                        .map(root -> Placement.aside(root, part.callsForAttentionBeside(root.state()), situation(claim))))
                .orElseGet(Apart::new);
    }

    /** @param id of the message that shows it, if that is to be one of its own */
    Placement placement(Claim claim, Belonging belonging, UUID id) {
        return Placement.of(belonging, Optional.ofNullable(messages.get(belonging.matter())), situation(claim), () -> id);
    }

    private Situation situation(Claim claim) {
        return new Situation(claim.address().address(), terms.isLive(), claim.living().isAskedFor() && !isFirstShown(claim),
                terms.newEpisode());
    }

    /** What is sent again because it was given up before anybody saw it stands for its matter as it would have. */
    private boolean isFirstShown(Claim claim) {
        return claim.living().isSentAgain()
                && belonging(claim).filter(belonging -> !messages.containsKey(belonging.matter())).isPresent();
    }

    /** Earlier deliveries of the run may have moved it. */
    private LiveMessage asOfNow(LiveMessage root) {
        return Optional.ofNullable(messages.get(root.matter())).filter(message -> message.id().equals(root.id())).orElse(root);
    }

    /**
     * Of several states of one matter that are shown as one message the newest. Those before it count too: a matter that was
     * over meanwhile opens again.
     *
     * @param states the oldest first
     */
    Optional<Belonging> newestOf(List<Belonging> states) {
        states.stream().limit(Math.max(0, states.size() - 1)).forEach(passed -> messages.computeIfPresent(passed.matter(),
                (matter, message) -> passed.state().isOlderThan(message.state()) ? message : message.moved(passed)));
        return states.isEmpty() ? Optional.empty() : Optional.of(states.get(states.size() - 1));
    }

    /** What a try says of the matter. */
    Settlement after(Settlement settlement, Placement placement, Outcome outcome) {
        return lived(settlement, placement, outcome).map(lived -> {
            if (!(placement instanceof Aside aside) || standsForItsMatter(aside.root())) {
                messages.put(lived.message().matter(), lived.message());
            }
            return settlement.with(lived);
        }).orElse(settlement);
    }

    /** What is said of an older message does not bring that back. */
    private boolean standsForItsMatter(LiveMessage root) {
        return Optional.ofNullable(messages.get(root.matter())).filter(message -> message.id().equals(root.id())).isPresent();
    }

    private Optional<Lived> lived(Settlement settlement, Placement placement, Outcome outcome) {
        if (outcome instanceof Delivered delivered) {
            return placement.then().map(message -> shown(settlement.claim(), placement, message, delivered));
        }
        if (placement instanceof Apart || placement instanceof Anew || !(outcome instanceof Rejected rejected)) {
            return Optional.empty();
        }
        LiveMessage root = placement instanceof Reply reply ? reply.root()
                : placement instanceof Aside aside ? aside.root() : ((InPlace) placement).root();
        if (rejected.fault() == Fault.ROOT) {
            return Optional.of(new Lived(root.gone(rejected.reason()), true, false, false));
        }
        return rejected.fault() == Fault.THREAD
                ? Optional.of(new Lived(root.threadless(rejected.reason()), true, false, false))
                : Optional.empty();
    }

    private Lived shown(Claim claim, Placement placement, LiveMessage message, Delivered delivered) {
        if (delivered.isOutsideThread()) {
            LiveMessage own = message.inAnother(UUID.randomUUID(), claim.address().address()).shown(delivered.reference());
            return new Lived(own, true, delivered.reference().isPresent(), wantsChart(claim)).inPlaceOf(message.id());
        }
        boolean isOwn = placement instanceof Anew;
        if (placement instanceof Aside) {
            return new Lived(message.shown(Optional.empty()), terms.isLive(), false, false);
        }
        boolean isNews = !(placement instanceof Reply reply) || reply.isNews();
        boolean isFrozen = message.hindrances().frozen().isPresent();
        boolean canBeChanged = terms.isLive() && !isFrozen && (!isOwn || delivered.reference().isPresent());
        boolean wantsChart = canBeChanged && isNews && wantsChart(claim);
        Lived lived = new Lived(message.shown(isOwn ? delivered.reference() : Optional.empty()), terms.isLive(),
                canBeChanged && placement instanceof Reply && isNews, wantsChart);
        return placement instanceof Anew anew ? replaced(anew).map(lived::inPlaceOf).orElse(lived) : lived;
    }

    /** What begins anew has shown nothing yet, and leaves the last one as it is. */
    private static Optional<UUID> replaced(Anew anew) {
        return anew.message().deliveries() == 0 ? Optional.empty()
                : anew.before().map(LiveMessage::id).filter(before -> !before.equals(anew.message().id()));
    }

    private boolean wantsChart(Claim claim) {
        return terms.asksAws()
                || terms.hasCharts() && notice(claim).filter(notice -> notice.measurement().isPresent()).isPresent();
    }

    /** It is open without a message of its own, so that people are reminded of it all the same. */
    private Settlement withoutMessage(Settlement settlement, Belonging belonging) {
        LiveMessage message = LiveMessage.first(UUID.randomUUID(), belonging, settlement.claim().address().address(),
                Optional.empty()).shown(Optional.empty());
        messages.put(belonging.matter(), message);
        return settlement.with(new Lived(message, terms.isLive(), false, false));
    }

    /** One that was shown among others, and says how a matter stands whose message is to say so too. */
    Settlement amongOthers(Settlement settlement, Belonging belonging) {
        LiveMessage message = messages.get(belonging.matter());
        if (message == null) {
            return belonging.state().isOpen() ? withoutMessage(settlement, belonging) : settlement;
        }
        if (belonging.state().isOlderThan(message.state())) {
            return settlement;
        }
        LiveMessage moved = message.moved(belonging);
        messages.put(belonging.matter(), moved);
        boolean canBeChanged = terms.isLive() && message.reference().isPresent()
                && message.hindrances().gone().isEmpty() && message.hindrances().frozen().isEmpty();
        return settlement.with(new Lived(moved, terms.isLive(), canBeChanged, false));
    }
}
