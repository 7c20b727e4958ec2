package dev.tocsin.notice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.TopicArn;

/** Any text, which is what all else falls back to. */
@Singleton
@Priority(10)
final class AnyText implements Interpreter {

    private static final int LONGEST_TITLE = 150;
    private static final int MOST_LINES = 20;
    private static final int LONGEST_STATE = 40;
    private static final Set<String> STATES = Set.of("status", "state", "result", "severity", "health", "new state",
            "current state", "alarm state", "outcome", "build status", "job status");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        // Hidden before anything is cut: half a secret would not be found.
        String body = reading.secrets().hide(reading.text()).strip();
        String firstLine = TextShape.isBrokenJson(body) ? "" : Cut.firstLine(body);
        Optional<String> subject = reading.subject();
        Optional<String> telling = subject
                .filter(words -> firstLine.isEmpty() || !Subject.tellsNothing(words, reading.message()));
        return Optional.of(telling.isPresent() ? underSubject(reading, telling.get(), body)
                : withoutSubject(reading, subject, body, firstLine));
    }

    private static Notice underSubject(Reading reading, String subject, String body) {
        String title = Cut.end(subject, LONGEST_TITLE);
        Severity severity = SentenceSeverity.of(subject).or(() -> ofBody(body)).orElse(Severity.INFO);
        return complete(reading, severity, title, body.equals(title) ? "" : body).build();
    }

    /** The first line is the title: as many of its sentences as there is room for, and the others below. */
    private static Notice withoutSubject(Reading reading, Optional<String> subject, String body, String firstLine) {
        String headline = firstLine.isEmpty() ? "" : Sentences.first(firstLine, LONGEST_TITLE);
        boolean whole = !headline.isEmpty();
        String words = firstLine.isEmpty() ? subject.orElseGet(() -> untitled(reading.message()))
                : whole ? headline : Cut.end(firstLine, LONGEST_TITLE);
        Severity severity = SentenceSeverity.of(firstLine).or(() -> body.equals(firstLine) ? Optional.empty() : ofBody(body))
                .orElse(Severity.INFO);
        String title = Sentences.readable(words);
        boolean said = whole && title.equals(words);
        String rest = said ? body.substring(headline.length()).strip() : body;
        Notice.Builder notice = complete(reading, severity, title, rest);
        subject.filter(text -> !text.equals(title)).ifPresent(text -> notice.fact("Subject", text));
        return notice.build();
    }

    private static Notice.Builder complete(Reading reading, Severity severity, String title, String rest) {
        Notice.Builder notice = Notice.of("text", severity, title).footer(reading.route());
        if (!rest.isEmpty()) {
            notice.text(TextShape.of(rest));
        }
        return notice;
    }

    /** Read from a line that speaks for the whole, not from words that may stand anywhere. */
    private static Optional<Severity> ofBody(String body) {
        List<String> lines = body.lines().filter(line -> !line.isBlank()).limit(MOST_LINES).toList();
        if (lines.size() == 1) {
            return TextShape.isBrokenJson(body) ? Optional.empty() : SentenceSeverity.of(lines.get(0));
        }
        return lines.stream().filter(AnyText::isState).findFirst()
                .flatMap(line -> SeverityWords.in(line.substring(line.indexOf(':') + 1)));
    }

    /** {@code Status: FAILED}. */
    private static boolean isState(String line) {
        int colon = line.indexOf(':');
        return colon > 0 && line.length() - colon <= LONGEST_STATE
                && STATES.contains(line.substring(0, colon).strip().toLowerCase(Locale.ROOT));
    }

    /** What a message without words of its own is called. */
    static String untitled(Message message) {
        return TopicArn.parse(message.topicArn()).map(topic -> "Notification from " + topic.name()).orElse("Notification");
    }
}
