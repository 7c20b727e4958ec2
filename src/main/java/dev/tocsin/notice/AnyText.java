package dev.tocsin.notice;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.TopicArn;

/** Any text, which is what all else falls back to. */
@Singleton
@Priority(10)
final class AnyText implements Interpreter {

    private static final int LONGEST_TITLE = 150;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Optional<String> subject = reading.subject();
        String body = reading.text().strip();
        String firstLine = Cut.firstLine(body);
        String title = Cut.end(subject.orElse(firstLine.isEmpty() ? untitled(reading.message()) : firstLine), LONGEST_TITLE);
        Notice.Builder notice = Notice.of("text", subject.flatMap(SeverityWords::in).orElse(Severity.INFO), title);
        String rest = subject.isEmpty() && firstLine.length() <= LONGEST_TITLE
                ? body.substring(firstLine.length()).strip()
                : body;
        if (!rest.isEmpty() && !rest.equals(title)) {
            notice.text(TextShape.of(rest));
        }
        return Optional.of(notice.build());
    }

    /** What a message without words of its own is called. */
    static String untitled(Message message) {
        return TopicArn.parse(message.topicArn()).map(topic -> "Notification from " + topic.name()).orElse("Notification");
    }
}
