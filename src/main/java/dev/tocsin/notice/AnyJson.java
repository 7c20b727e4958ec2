package dev.tocsin.notice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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
        Map<String, String> texts = texts(scalars);
        String title = Cut.end(reading.subject().or(() -> telling(texts)).orElseGet(() -> AnyText.untitled(message)),
                LONGEST_TITLE);
        Details details = Details.of(secrets, json);
        Notice.Builder notice = Notice.of("json", severity(message, details), title)
                .region(find(texts, Set.of("region", "awsregion")::contains).filter(AnyJson::isRegion).orElse(null))
                .account(find(texts, Set.of("account", "accountid", "awsaccountid")::contains).filter(Json::isAccount)
                        .orElse(null))
                .occurredAt(
                        find(texts, Set.of("time", "timestamp", "eventtime")::contains).flatMap(Moments::read).orElse(null));
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

    private static Optional<String> telling(Map<String, String> texts) {
        return TITLES.stream().map(texts::get).filter(Objects::nonNull).findFirst()
                .or(() -> TITLE_ENDINGS.stream().map(ending -> find(texts, name -> name.endsWith(ending)))
                        .flatMap(Optional::stream).findFirst())
                .map(Cut::firstLine);
    }

    private static Optional<String> find(Map<String, String> texts, Predicate<String> name) {
        return texts.entrySet().stream().filter(text -> name.test(text.getKey())).map(Map.Entry::getValue).findFirst();
    }

    /** The strings among the scalars by their {@link Labels#bare bare} names. */
    private static Map<String, String> texts(Map<String, Json> scalars) {
        Map<String, String> texts = new LinkedHashMap<>();
        scalars.forEach((name, value) -> value.text().ifPresent(text -> texts.putIfAbsent(Labels.bare(name), text)));
        return texts;
    }

    private static boolean isRegion(String text) {
        return Partition.ofRegion(text).isPresent();
    }
}
