package dev.tocsin.notice;

import java.util.LinkedHashMap;
import java.util.Map;
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

    private static final Set<String> SENTENCES = Set.of("message", "eventmessage", "msg", "text", "description", "default",
            "error", "errormessage", "reason", "cause", "details", "body");

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
        Details details = Details.of(secrets, json);
        Optional<String> telling = reading.subject().filter(subject -> !Subject.tellsNothing(subject, message));
        String title = Cut.end(telling.or(() -> JsonTitle.of(scalars, clean, details)).or(reading::subject)
                .orElseGet(() -> AnyText.untitled(message)), LONGEST_TITLE);
        Optional<String> region = find(scalars, Set.of("region", "awsregion")::contains).filter(AnyJson::isRegion);
        Optional<String> account = find(scalars, Set.of("account", "accountid", "awsaccountid")::contains)
                .filter(Json::isAccount);
        Notice.Builder notice = Notice.of("json", severity(reading, details), title)
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
            notice.text(Body.pretty(ReadableTimes.of(clean)));
        } else if (!rest.isEmpty()) {
            notice.text(Body.pretty(ReadableTimes.of(rest)));
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
                notice.fact(Moments.read(words).or(() -> Moments.ofMember(name, value))
                        .map(moment -> Fact.of(Labels.of(name), moment))
                        .orElseGet(() -> Fact.of(Labels.of(name), words)));
            }
        });
    }

    private static Severity severity(Reading reading, Details details) {
        return details.severity().or(() -> reading.subject().flatMap(SentenceSeverity::of))
                .or(() -> details.sentence().flatMap(SentenceSeverity::of)).orElse(Severity.INFO);
    }

    private static Optional<String> find(Map<String, Json> scalars, Predicate<String> name) {
        return scalars.entrySet().stream().filter(scalar -> name.test(Labels.bare(scalar.getKey())))
                .map(scalar -> scalar.getValue().text()).flatMap(Optional::stream).findFirst();
    }

    private static boolean isRegion(String text) {
        return Partition.ofRegion(text).isPresent();
    }
}
