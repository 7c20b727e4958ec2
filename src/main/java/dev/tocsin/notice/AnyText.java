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
        // Hidden before anything is cut: half a secret would not be found.
        String body = reading.secrets().hide(reading.text()).strip();
        String firstLine = TextShape.isBrokenJson(body) ? "" : Cut.firstLine(body);
        String headline = subject.orElse(firstLine.isEmpty() ? untitled(reading.message()) : firstLine);
        String title = Cut.end(headline, LONGEST_TITLE);
        Notice.Builder notice = Notice.of("text", severity(headline), title).footer(reading.route());
        String rest = subject.isEmpty() && firstLine.length() <= LONGEST_TITLE
                ? body.substring(firstLine.length()).strip()
                : body;
        if (!rest.isEmpty() && !rest.equals(title)) {
            notice.text(TextShape.of(rest));
        }
        return Optional.of(notice.build());
    }

    /** Read from one line that speaks for the whole, not from words that may stand anywhere. */
    private static Severity severity(String title) {
        return SeverityWords.in(title).orElse(Severity.INFO);
    }

    /** What a message without words of its own is called. */
    static String untitled(Message message) {
        return TopicArn.parse(message.topicArn()).map(topic -> "Notification from " + topic.name()).orElse("Notification");
    }
}
