package dev.tocsin.notice;

import java.util.Optional;

/** A message together with what all interpreters would otherwise each find out again: its JSON and its event. */
public final class Reading {

    private final Message message;
    private final Json json;
    private final Optional<Event> event;
    private Secrets secrets;

    private Reading(Message message, Json json) {
        this.message = message;
        this.json = json;
        this.event = Event.in(json);
    }

    /** Never fails: a body that is no JSON is simply text. */
    static Reading of(Message message) {
        return new Reading(message, new Json(Body.read(message.body())));
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

    /** The secrets in the body, which no notice of it may show. */
    Secrets secrets() {
        if (secrets == null) {
            secrets = Secrets.in(json.node());
        }
        return secrets;
    }

    /** The body as text; of a body that is a JSON string, what the string says. */
    public String text() {
        if (json.node().isTextual()) {
            return json.node().textValue();
        }
        return message.body() == null ? "" : message.body();
    }

    /** The subject, if it says something. */
    public Optional<String> subject() {
        return message.subject().map(String::strip).filter(subject -> !subject.isEmpty());
    }
}
