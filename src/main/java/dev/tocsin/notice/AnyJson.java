package dev.tocsin.notice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.Partition;

/** Any other JSON: its scalars as facts, its nested parts as they are, indented; secrets hidden. */
@Singleton
@Priority(20)
final class AnyJson implements Interpreter {

    private static final int MOST_FACTS = 12;
    private static final int LONGEST_TITLE = 150;
    private static final int LONGEST_FACT = 240;
    private static final int LONGEST_TEXT = 4000;

    private static final List<String> TITLES = List.of("title", "subject", "headline", "summary", "alertname", "name",
            "eventname", "event", "eventtype", "eventmessage", "message", "msg", "text", "description", "type", "default",
            "error",
            "id");
    private static final List<String> TITLE_ENDINGS = List.of("notificationtype", "messagetype", "eventtype", "title", "name",
            "type");
    private static final Set<String> SENTENCES = Set.of("message", "eventmessage", "msg", "text", "description", "default",
            "error", "reason", "cause", "details", "body");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        JsonNode json = reading.json().node();
        // A JSON string is text in quotation marks.
        return json.isMissingNode() || json.isTextual() ? Optional.empty() : Optional.of(notice(reading, json));
    }

    private static Notice notice(Reading reading, JsonNode json) {
        Message message = reading.message();
        Secrets secrets = reading.secrets();
        JsonNode clean = secrets.hide(json);
        Map<String, Json> scalars = new LinkedHashMap<>();
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        new Json(clean).forEachMember((name, value) -> {
            boolean fits = scalars.size() < MOST_FACTS
                    && value.words().filter(words -> words.length() <= LONGEST_TEXT).isPresent();
            if (fits) {
                scalars.put(name, value);
            } else if (!value.isEmpty()) {
                rest.set(name, value.node());
            }
        });
        String title = Cut.end(reading.subject().or(() -> telling(scalars)).or(() -> within(clean))
                .orElseGet(() -> AnyText.untitled(message)), LONGEST_TITLE);
        Details details = Details.of(secrets, json);
        Optional<String> region = find(scalars, Set.of("region", "awsregion")::contains).filter(AnyJson::isRegion);
        Optional<String> account = find(scalars, Set.of("account", "accountid", "awsaccountid")::contains)
                .filter(Json::isAccount);
        Notice.Builder notice = Notice.of("json", severity(message, details), title)
                .region(region.orElse(null))
                .account(account.orElse(null))
                .footer(reading.route())
                .occurredAt(
                        find(scalars, Set.of("time", "timestamp", "eventtime")::contains).flatMap(Moments::read).orElse(null));
        // What the headline says need not be said again.
        scalars.values().removeIf(value -> value.text().filter(text -> text.equals(region.orElse(null))
                || text.equals(account.orElse(null))).isPresent());
        addScalars(scalars, title, notice);
        if (!clean.isObject()) {
            notice.text(Body.pretty(clean));
        } else if (!rest.isEmpty()) {
            notice.text(Body.pretty(rest));
        }
        return notice.build();
    }

    private static void addScalars(Map<String, Json> scalars, String title, Notice.Builder notice) {
        scalars.forEach((name, value) -> {
            String words = value.wordsOrNull();
            boolean sentence = SENTENCES.contains(Labels.bare(name)) && words.indexOf(' ') > 0 || words.length() > LONGEST_FACT
                    || words.indexOf('\n') >= 0;
            if (words.equals(title)) {
                return;
            }
            if (sentence) {
                notice.text(TextShape.of(Cut.middle(words, LONGEST_TEXT)));
            } else {
                notice.fact(Moments.read(words).map(moment -> Fact.of(Labels.of(name), moment))
                        .orElseGet(() -> Fact.of(Labels.of(name), words)));
            }
        });
    }

    private static Severity severity(Message message, Details details) {
        return details.severity().or(() -> message.subject().flatMap(SeverityWords::in)).orElse(Severity.INFO);
    }

    private static Optional<String> telling(Map<String, Json> scalars) {
        return Stream.concat(TITLES.stream().map(title -> find(scalars, title::equals)),
                TITLE_ENDINGS.stream().map(ending -> find(scalars, name -> name.endsWith(ending))))
                .flatMap(Optional::stream).findFirst().map(Cut::firstLine);
    }

    /** The title of a part, where the whole has none. */
    private static Optional<String> within(JsonNode json) {
        for (JsonNode part : json.isObject() ? json : JsonNodeFactory.instance.objectNode()) {
            Json member = new Json(part);
            Optional<String> title = Stream.of("title", "subject", "summary", "alertname", "name", "message")
                    .map(name -> member.at(name).text()).flatMap(Optional::stream).findFirst();
            if (title.isPresent()) {
                return title.map(Cut::firstLine);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> find(Map<String, Json> scalars, Predicate<String> name) {
        return scalars.entrySet().stream().filter(scalar -> name.test(Labels.bare(scalar.getKey())))
                .map(scalar -> scalar.getValue().text()).flatMap(Optional::stream).findFirst();
    }

    private static boolean isRegion(String text) {
        return Partition.ofRegion(text).isPresent();
    }
}
