package dev.tocsin.console.history;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.chat.SafeUrl;
import dev.tocsin.console.Drawing;
import dev.tocsin.console.Frame;
import dev.tocsin.console.Frames;
import dev.tocsin.console.Light;
import dev.tocsin.console.Shown;
import dev.tocsin.console.StateLights;
import dev.tocsin.history.Histories.DeliveryStanding;
import dev.tocsin.history.Histories.NotificationHistory;
import dev.tocsin.history.HistoryQuestions;
import dev.tocsin.history.NotificationInFull;
import dev.tocsin.notice.Notice;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** One notification: what it says, what became of it, and what can be done. */
@Path("/console/notifications/{messageId}")
class NotificationPage {

    private final Frames frames;
    private final HistoryQuestions history;

    NotificationPage(Frames frames, HistoryQuestions history) {
        this.frames = frames;
        this.history = history;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Notification(Frame frame, Story story) implements TemplateInstance {
    }

    /** All that the page tells. */
    record Story(NotificationInFull it) {

        public NotificationHistory history() {
            return it.history();
        }

        public Light state() {
            return StateLights.ofNotification(history().state());
        }

        /** Null where only refusals are known. */
        public Notice notice() {
            return it.notice().orElse(null);
        }

        public Light severity() {
            return it.notice().map(Notice::severity).map(StateLights::ofSeverity).orElse(null);
        }

        public String title() {
            return it.notice().map(Notice::title).orElse("A message that was refused");
        }

        /** Null if it is none to be clicked. */
        public String titleAddress() {
            return it.notice().flatMap(Notice::titleLink).flatMap(SafeUrl::of).orElse(null);
        }

        /** Null if no topic brought it. */
        public String topic() {
            String arn = history().topicArn();
            return arn == null || NotificationRow.isOfOurselves(arn) ? null : arn;
        }

        public String ourselves() {
            return NotificationRow.OURSELVES;
        }

        public List<DeliveryRow> deliveries() {
            return history().deliveries().stream()
                    .map(one -> new DeliveryRow(one, it.timeLine(one).stream().map(TimeLineStep::new).toList())).toList();
        }

        public List<RefusalRow> refusals() {
            return history().refusals().stream().map(RefusalRow::new).toList();
        }

        /** While it is, the page looks again by itself. */
        public boolean isUnderWay() {
            return history().deliveries().stream().anyMatch(
                    one -> one.state() == DeliveryStanding.PENDING || one.state() == DeliveryStanding.SENDING);
        }

        public List<Drawing> drawings() {
            return it.payloads().entrySet().stream().map(Drawing::of).toList();
        }

        /** For an address. Null if it is about no matter. */
        public String matter() {
            return history().notice() == null || history().notice().matter() == null ? null
                    : URLEncoder.encode(history().notice().matter(), StandardCharsets.UTF_8);
        }

        /** Its attributes by name. */
        public List<Map.Entry<String, String>> attributes() {
            return history().attributes().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        }
    }

    @GET
    public Uni<RestResponse<String>> notification(@PathParam("messageId") String messageId,
            @QueryParam("topicArn") Optional<String> topicArn, UriInfo uri) {
        return frames.around(uri).chain(frame -> history.inFull(messageId, topicArn)
                .chain(found -> Shown.page(new Notification(frame, new Story(found)))));
    }
}
