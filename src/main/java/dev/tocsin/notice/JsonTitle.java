package dev.tocsin.notice;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.aws.Arn;

/**
 * What to call JSON of unknown shape: by its own headline, a sentence in it, the thing that it is about and what became of it;
 * never by a person or an id while there are other words.
 */
final class JsonTitle {

    private static final int DEEPEST = 4;
    private static final int MOST_PARTS = 60;
    private static final int LONGEST_STATE = 40;
    private static final int LONGEST_REASON = 100;
    private static final int LONGEST_MEMBER = 60;
    private static final int LONGEST_THING = 120;

    private static final List<String> HEADLINES = List.of("title", "subject", "headline", "summary", "alertname", "issuetitle",
            "alerttitle", "incidenttitle", "shortdescription");
    private static final List<String> SENTENCES = List.of("name", "eventmessage", "message", "msg", "text", "description",
            "default", "errormessage", "error", "exception", "reason", "cause", "problem", "issue", "incident",
            "alert", "output", "details", "detail", "body");
    private static final List<String> THINGS = List.of("name", "job", "check", "monitor", "alarm", "service", "pipeline",
            "workflow", "task", "application", "app", "project", "function", "component", "resource", "host", "instance",
            "server", "cluster", "database", "queue", "device", "sensor", "rule", "site", "stage", "pod", "container", "node",
            "target", "deployment", "build", "environment", "repository", "repo", "stack", "table", "bucket", "endpoint",
            "suite",
            "test", "domain", "file", "source");
    private static final List<String> EVENTS = List.of("eventname", "event", "eventtype", "notificationtype", "messagetype",
            "type", "action");
    private static final List<String> PERSONS = List.of("user", "actor", "author", "owner", "sender", "assignee", "creator",
            "reporter", "customer", "account", "organization", "org", "company", "firstname", "lastname", "nickname", "login",
            "by", "contact", "person", "topic");

    private final Map<String, Json> scalars;
    private final JsonNode json;

    private JsonTitle(Map<String, Json> scalars, JsonNode json) {
        this.scalars = scalars;
        this.json = json;
    }

    /**
     * The words for a title, if there are any.
     *
     * @param scalars the members at the top that are words
     */
    static Optional<String> of(Map<String, Json> scalars, JsonNode json, Details details) {
        JsonTitle title = new JsonTitle(scalars, json);
        return title.first(HEADLINES, JsonTitle::tells)
                .or(() -> title.first(SENTENCES, words -> tells(words) && words.indexOf(' ') > 0))
                .or(() -> title.within(HEADLINES, JsonTitle::tells))
                .or(() -> title.thing().map(thing -> withState(thing, details, title)))
                .or(() -> title.within(SENTENCES, words -> tells(words) && words.indexOf(' ') > 0))
                .or(() -> title.within(List.of("name"), JsonTitle::tells).map(thing -> withState(thing, details, title)))
                .or(() -> title.first(EVENTS, JsonTitle::tells))
                .or(() -> title.first(SENTENCES, words -> !isId(words)))
                .or(() -> details.state().filter(state -> state.length() <= LONGEST_STATE && !isId(state)))
                .or(title::member)
                .or(() -> title.first(List.of("id"), words -> true))
                .map(Cut::firstLine).filter(words -> !words.isEmpty());
    }

    /** "nightly: FAILED"; where no state tells, the name of the event does, or that it failed. */
    private static String withState(String thing, Details details, JsonTitle title) {
        Optional<String> state = details.state()
                .or(() -> title.first(List.of("eventname", "event", "eventtype", "action"), JsonTitle::tells))
                .or(() -> details.severity().filter(severity -> severity == Severity.HIGH)
                        .map(severity -> details.sentence().filter(words -> words.length() <= LONGEST_REASON)
                                .orElse("failed")));
        return state.map(Cut::firstLine).filter(words -> words.length() <= LONGEST_REASON)
                .filter(words -> !thing.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
                .map(words -> thing + ": " + words).orElse(thing);
    }

    private Optional<String> thing() {
        Predicate<String> fits = words -> tells(words) && words.length() <= LONGEST_THING;
        return first(THINGS, fits).or(() -> scalars.entrySet().stream()
                .filter(member -> isThing(Labels.bare(member.getKey())))
                .map(member -> member.getValue().text()).flatMap(Optional::stream).map(JsonTitle::readable).filter(fits)
                .findFirst());
    }

    private static boolean isThing(String name) {
        return name.endsWith("name") && !isPerson(name) && !EVENTS.contains(name)
                || HEADLINES.stream().anyMatch(name::endsWith);
    }

    private static boolean isPerson(String name) {
        return PERSONS.stream().anyMatch(name::startsWith);
    }

    /** Any member that is words, with its name. */
    private Optional<String> member() {
        return scalars.entrySet().stream()
                .flatMap(member -> member.getValue().text().filter(words -> words.length() <= LONGEST_MEMBER && tells(words)
                        && !words.contains("?") && !words.contains(Secrets.MASK) && Moments.read(words).isEmpty()
                        && !isPerson(Labels.bare(member.getKey())))
                        .map(words -> Labels.of(member.getKey()) + ": " + readable(words)).stream())
                .findFirst();
    }

    private Optional<String> first(List<String> names, Predicate<String> fits) {
        for (String name : names) {
            for (Map.Entry<String, Json> scalar : scalars.entrySet()) {
                if (Labels.bare(scalar.getKey()).equals(name)) {
                    Optional<String> words = scalar.getValue().text().map(JsonTitle::readable).filter(fits);
                    if (words.isPresent()) {
                        return words;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** In the parts, the outer ones first. */
    private Optional<String> within(List<String> names, Predicate<String> fits) {
        record Part(JsonNode node, int depth) {
        }
        Deque<Part> parts = new ArrayDeque<>(List.of(new Part(json, 0)));
        for (int seen = 0; !parts.isEmpty() && seen < MOST_PARTS; seen++) {
            Part part = parts.poll();
            if (part.depth() > 0 && part.node().isObject()) {
                for (String name : names) {
                    Optional<String> words = new Json(part.node()).at(name).text().map(JsonTitle::readable).filter(fits);
                    if (words.isPresent()) {
                        return words;
                    }
                }
            }
            if (part.depth() < DEEPEST) {
                for (var member : part.node().properties()) {
                    // One of several would stand for the others.
                    JsonNode value = member.getValue().isArray() && member.getValue().size() == 1 ? member.getValue().get(0)
                            : member.getValue();
                    if (value.isObject() && !isPerson(Labels.bare(member.getKey()))) {
                        parts.add(new Part(value, part.depth() + 1));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** An ARN is read by what comes after account and Region. */
    private static String readable(String words) {
        return words.startsWith("arn:") ? Arn.parse(words).map(Arn::resource).orElse(words) : words;
    }

    private static boolean tells(String words) {
        if (!Body.parseContainer(words).isMissingNode()) {
            return false;
        }
        boolean state = words.indexOf(' ') < 0 && SeverityWords.words(words).size() == 1 && SeverityWords.in(words).isPresent();
        return !state && !isId(words) && !Set.of("true", "false", "null", "info", "none", "unknown")
                .contains(words.toLowerCase(Locale.ROOT));
    }

    /** Numbers, and words of which digits are a good part: no name that people give. */
    private static boolean isId(String words) {
        if (words.indexOf(' ') >= 0) {
            return false;
        }
        long digits = words.chars().filter(c -> c >= '0' && c <= '9').count();
        long letters = words.chars().filter(Character::isLetter).count();
        boolean hexadecimal = words.length() >= 12
                && words.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '-' || c == ':');
        return letters == 0 || hexadecimal || words.length() >= 16 && 3 * digits >= letters;
    }
}
