package dev.tocsin.notice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;

/**
 * Says what a message means: the first interpreter that knows it wins, and where none does, or all break, the text itself
 * is the notice. Total: every message has a notice with a title.
 */
@ApplicationScoped
public class Interpreters {

    private static final int LONGEST_TEXT = 8000;

    private final List<Interpreter> interpreters;

    /** @param interpreters the most special first; ArC sorts them by {@link jakarta.annotation.Priority} */
    public Interpreters(@All List<Interpreter> interpreters) {
        this.interpreters = List.copyOf(interpreters);
    }

    public Notice interpret(Message message) {
        Reading reading = Reading.of(message);
        Envelope.Opened envelope = reading.envelope();
        Notice notice = first(reading);
        if (notice.occurredAt().isEmpty() && envelope.sentAt().isPresent()) {
            notice = notice.occurring(envelope.sentAt().get());
        }
        if (notice.occurredAt().isEmpty() && notice.standing().isPresent()) {
            // Of two states the later one holds, so each needs a time; who publishes one does so when it begins.
            notice = notice.occurring(message.publishedAt());
        }
        return envelope.others().isEmpty() ? notice : withOthers(notice, reading);
    }

    private Notice first(Reading reading) {
        for (Interpreter interpreter : interpreters) {
            Optional<Notice> notice = ask(interpreter, reading);
            if (notice.isPresent()) {
                return notice.get();
            }
        }
        return floor(reading.message());
    }

    /** The first message of an envelope is shown, of the others the titles; it is as bad as the worst of them. */
    private Notice withOthers(Notice first, Reading reading) {
        Envelope.Opened envelope = reading.envelope();
        List<Notice> others = envelope.others().stream().map(reading::ofAnother).map(this::first).toList();
        List<Text> titles = new ArrayList<>(others.stream().<Text> map(other -> new Text.Plain(other.title())).toList());
        if (envelope.missing() > 0) {
            titles.add(new Text.Plain("… and " + envelope.missing() + " more"));
        }
        Severity worst = Stream.concat(Stream.of(first), others.stream()).map(Notice::severity)
                .min(Comparator.naturalOrder()).orElseThrow();
        return first.with(worst, List.of(new Text.Plain("In the same message:"), new Text.Bullets(titles)));
    }

    /** One interpreter that breaks on a message must not keep the message from its readers. */
    private static Optional<Notice> ask(Interpreter interpreter, Reading reading) {
        try {
            return interpreter.interpret(reading).map(notice -> new Scrub(reading.secrets()).notice(notice));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError broken) {
            // Neither its message nor its trace is logged: they may quote the payload.
            Log.warnf("An interpreter broke, the next one goes on: interpreter=%s messageId=%s error=%s",
                    interpreter.getClass().getName(), reading.message().messageId(), broken.getClass().getName());
            return Optional.empty();
        }
    }

    private static Notice floor(Message message) {
        String body = message.body() == null ? "" : message.body();
        return new Scrub(Secrets.in(body)).notice(Notice.of("text", Severity.INFO, message.subject().orElse("Notification"))
                .text(Cut.end(body, LONGEST_TEXT))
                .build());
    }
}
