package dev.tocsin.notice;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.aws.TopicArn;

/**
 * A message together with what all interpreters would otherwise each find out again: its JSON and its event. Of a message
 * that came in an {@link Envelope} this is the one inside.
 */
public final class Reading {

    private final Message outermost;
    private final Envelope.Opened opened;
    private final Message message;
    private final Json json;
    private final Optional<Event> event;
    private Secrets around;
    private Secrets secrets;

    private Reading(Message outermost, Envelope.Opened opened) {
        this.outermost = outermost;
        this.opened = opened;
        // What shows itself to be a secret is hidden before anything is read: half of one that was cut would not be found.
        this.json = new Json(ShapedSecrets.hide(opened.json().node(), Secrets.MASK));
        this.message = withoutSecrets(opened);
        this.event = Event.in(json);
    }

    private static Message withoutSecrets(Envelope.Opened opened) {
        Message message = opened.message();
        String body = opened.json().isAbsent() && message.body() != null ? ShapedSecrets.hide(message.body(), Secrets.MASK)
                : message.body();
        return new Message(message.topicArn(), message.messageId(), message.publishedAt(),
                message.subject().map(subject -> ShapedSecrets.hide(subject, Secrets.MASK)), body, message.attributes());
    }

    /** Never fails: a body that is no JSON is simply text. */
    static Reading of(Message message) {
        return new Reading(message, Envelope.open(message));
    }

    /** Of another message in the same envelope, whose secrets are secret in each of them. */
    Reading ofAnother(Message other) {
        Reading reading = new Reading(outermost, Envelope.open(other));
        reading.around = around();
        return reading;
    }

    public Message message() {
        return message;
    }

    /** The body as JSON; {@link Json#isAbsent absent} if it is none. */
    public Json json() {
        return json;
    }

    /** The body as an event of EventBridge or of the developer tools, if it is one. */
    public Optional<Event> event() {
        return event;
    }

    /** The secrets in the body and in the envelope around it, which no notice of it may show. */
    @SuppressWarnings("ReferenceEquality") // whether it is the same one, not an equal one
    Secrets secrets() {
        if (secrets == null) {
            Json unread = opened.json();
            secrets = unread.isAbsent() ? Secrets.in(unreadText()) : Secrets.in(unread.node());
            if (json.node() != unread.node()) {
                secrets.addShaped(unread.node());
            }
            if (outermost != opened.message()) {
                secrets.add(around());
            }
        }
        return secrets;
    }

    private String unreadText() {
        return opened.message().body() == null ? "" : opened.message().body();
    }

    private Secrets around() {
        if (around == null) {
            around = Secrets.in(Body.read(outermost.body()));
        }
        return around;
    }

    /** The body as text; of a body that is a JSON string, what the string says. */
    public String text() {
        if (json.node().isTextual()) {
            return json.node().textValue();
        }
        return message.body() == null ? "" : message.body();
    }

    /** What came along with it. */
    Envelope.Opened envelope() {
        return opened;
    }

    /** The body for people to look at, indented if it is JSON; without secrets. */
    public Text shown() {
        return json.node().isContainerNode() ? Body.pretty(ReadableTimes.of(secrets().hide(json.node())))
                : TextShape.of(secrets().hide(text()));
    }

    /** The topics and queues that it came through, for the small print of the general forms. */
    public String route() {
        String topic = TopicArn.parse(message.topicArn()).map(arn -> "SNS topic: " + arn.name()).orElse(null);
        String origin = opened.origin().filter(arn -> !arn.toString().equals(message.topicArn()))
                .map(arn -> "forwarded from " + arn.resource()).orElse(null);
        return Stream.of(topic, origin).filter(Objects::nonNull).collect(Collectors.joining(", "));
    }

    /** The subject, if it says something. */
    public Optional<String> subject() {
        return message.subject().map(String::strip).filter(subject -> !subject.isEmpty());
    }
}
