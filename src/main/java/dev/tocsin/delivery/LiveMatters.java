package dev.tocsin.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.Chat;
import dev.tocsin.chat.Chats;
import dev.tocsin.chat.Life;
import dev.tocsin.chat.Life.InThread;
import dev.tocsin.context.NoticeContext;
import dev.tocsin.delivery.Placement.Anew;
import dev.tocsin.delivery.Placement.Aside;
import dev.tocsin.delivery.Placement.InPlace;
import dev.tocsin.delivery.Placement.Reply;
import dev.tocsin.delivery.RunMatters.Remarked;
import dev.tocsin.delivery.RunMatters.Terms;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Remark;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** Finds out, before a run is posted, which matters it is about and which messages stand for them. */
@ApplicationScoped
class LiveMatters {

    private final LiveMessages messages;
    private final Meaning meaning;
    private final Chats chats;
    private final NoticeContext context;
    private final EventLoops loops;
    private final LiveConfig config;
    private volatile Understood last = new Understood(null, null);

    /** @param message null at first */
    private record Understood(Message message, Notice notice) {
    }

    LiveMatters(LiveMessages messages, Meaning meaning, Chats chats, NoticeContext context, EventLoops loops,
            LiveConfig config) {
        this.context = context;
        this.loops = loops;
        this.messages = messages;
        this.meaning = meaning;
        this.chats = chats;
        this.config = config;
    }

    Uni<RunMatters> of(Run run) {
        Map<Long, Notice> notices = new HashMap<>();
        run.claims().forEach(claim -> read(claim).ifPresent(notice -> notices.put(claim.deliveryId(), notice)));
        Map<Long, Belonging> belongings = new HashMap<>();
        run.claims().forEach(claim -> Optional.ofNullable(notices.get(claim.deliveryId()))
                .flatMap(notice -> Belonging.of(claim, notice))
                .ifPresent(belonging -> belongings.put(claim.deliveryId(), belonging)));
        Map<Long, Remark> remarks = new HashMap<>();
        run.claims().forEach(claim -> Remark.in(claim.message()).filter(remark -> remark.posting().isPresent())
                .ifPresent(remark -> remarks.put(claim.deliveryId(), remark)));
        return of(run.first(), notices, belongings, parts(run, notices), remarks);
    }

    /** Of what was read already. */
    Uni<RunMatters> of(Claim first, Collection<Belonging> belongings) {
        Map<Long, Belonging> byDelivery = new HashMap<>();
        belongings.forEach(belonging -> byDelivery.put(belonging.deliveryId(), belonging));
        return of(first, Map.of(), byDelivery, Map.of(), Map.of());
    }

    /** Only where there is a thread for them. */
    private Map<Long, MatterPart> parts(Run run, Map<Long, Notice> notices) {
        Map<Long, MatterPart> parts = new HashMap<>();
        if (isLive(run.first())) {
            notices.forEach((delivery, notice) -> MatterPart.of(notice).ifPresent(part -> parts.put(delivery, part)));
        }
        return parts;
    }

    private Uni<RunMatters> of(Claim first, Map<Long, Notice> notices, Map<Long, Belonging> belongings,
            Map<Long, MatterPart> parts, Map<Long, Remark> remarks) {
        List<String> matters = Stream.concat(belongings.values().stream().map(Belonging::matter),
                parts.values().stream().map(MatterPart::matter)).distinct().toList();
        Uni<Map<String, LiveMessage>> asked = matters.isEmpty() ? Uni.createFrom().item(Map.of())
                : messages.of(first.laneId(), matters).emitOn(loops.of(first.laneId()));
        return asked.chain(found -> roots(first, remarks)
                .map(roots -> new RunMatters(notices, belongings, found, parts, roots, terms(first))));
    }

    /** What is forgotten by now is said all the same, by itself. */
    private Uni<Map<Long, Remarked>> roots(Claim first, Map<Long, Remark> remarks) {
        if (remarks.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<UUID> ids = remarks.values().stream().map(remark -> remark.posting().orElseThrow()).distinct().toList();
        return messages.named(first.laneId(), ids).emitOn(loops.of(first.laneId())).map(found -> {
            Map<Long, Remarked> roots = new HashMap<>();
            remarks.forEach((delivery, remark) -> remark.posting().map(found::get)
                    .ifPresent(root -> roots.put(delivery, new Remarked(root, remark.callsForAttention()))));
            return roots;
        });
    }

    private Terms terms(Claim claim) {
        return new Terms(isLive(claim), claim.living().hasCharts().orElse(config.charts()), context.mayAsk(),
                config.newEpisodeAfter());
    }

    private boolean isLive(Claim claim) {
        return claim.living().isLive().orElse(config.enabled()) && chat(claim).filter(Chat::isLive).isPresent();
    }

    /** What people do is shown by changing the message. */
    private boolean mayPress(Claim claim) {
        return isLive(claim) && chat(claim).filter(Chat::hearsButtons).isPresent();
    }

    /** A fault of ours is told by the one who sends it. */
    private Optional<Notice> read(Claim claim) {
        try {
            return Optional.of(understood(claim.message()));
        } catch (RuntimeException fault) {
            Log.debugf(fault, "Cannot tell what delivery=%d belongs to", claim.deliveryId());
            return Optional.empty();
        }
    }

    /** Lanes that hear the same notification mostly read it one after the other, and it is understood once for them. */
    private Notice understood(Message message) {
        Understood before = last;
        if (message.equals(before.message())) {
            return before.notice();
        }
        Notice notice = meaning.of(message);
        last = new Understood(message, notice);
        return notice;
    }

    private Optional<Chat> chat(Claim claim) {
        return chats.forKind(claim.address().kind());
    }

    /** Of one that says something of a message: it stands in that one's thread, and shows nothing else. */
    Life life(Aside aside) {
        return Life.NONE.in(new InThread(aside.root().reference().orElseThrow(), aside.isBroadcast(), false));
    }

    /** What a delivery shows beside its notice, where it is placed so. */
    Life life(Claim claim, Placement placement, MatterState told) {
        if (placement instanceof Anew anew) {
            return MatterLife.of(anew.message(), anew.before().flatMap(before -> permalink(claim, before)), mayPress(claim),
                    Optional.empty());
        }
        if (placement instanceof Reply reply) {
            return MatterLife.ofReply(reply.root(), reply.message(), told, reply.isNews())
                    .in(new InThread(reply.root().reference().orElseThrow(), reply.isBroadcast(),
                            reply.root().hindrances().frozen().isPresent()));
        }
        return placement instanceof InPlace inPlace
                ? MatterLife.of(inPlace.message(), Optional.empty(), mayPress(claim), Optional.empty())
                : Life.NONE;
    }

    private Optional<String> permalink(Claim claim, LiveMessage before) {
        return before.hindrances().gone().isPresent() ? Optional.empty()
                : before.reference().flatMap(reference -> chats.permalink(claim.address().kind(), before.channel(), reference));
    }
}
