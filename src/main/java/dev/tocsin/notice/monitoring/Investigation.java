package dev.tocsin.notice.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Listed;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.SentenceSeverity;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;
import dev.tocsin.notice.Standing;
import dev.tocsin.notice.Standing.Phase;

/**
 * An investigation or a mitigation of AWS DevOps Agent, or of CloudWatch investigations, that began, went on or ended (AWS
 * DevOps Agent User Guide, "AWS DevOps Agent events detail reference"). Only some of its members are documented; of the others
 * it shows what there is.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class Investigation implements Interpreter {

    private static final int MOST_FACTS = 8;
    private static final int MOST_ITEMS = 5;
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_FACT = 240;
    private static final int LONGEST_STATE = 40;
    private static final List<String> TITLES = List.of("title", "investigationTitle", "name", "investigationName", "summary");
    private static final List<String> STATES = List.of("status", "state", "investigationStatus");
    /** Shown in a place of their own, or nothing to people. */
    private static final Set<String> KNOWN = Set.of("data", "metadata", "version");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.isFrom("aws.aidevops") || event.isFrom("aws.aiops"))
                .map(Investigation::notice);
    }

    private static Notice notice(Event event) {
        Json data = event.detail().at("data");
        Json metadata = event.detail().at("metadata");
        Optional<String> task = metadata.at("task_id").text();
        Optional<String> name = first(event.detail(), TITLES);
        Optional<String> state = first(event.detail(), STATES).filter(words -> words.length() <= LONGEST_STATE);
        String title = title(event.type(), state) + name.map(words -> ": " + Cut.end(words, LONGEST_TITLE)).orElse("");
        Notice.Builder notice = event.notice("investigation", severity(event.type(), state), title)
                .text(data.at("title").textOrNull())
                .fact("Priority", data.at("priority").textOrNull())
                .fact("Began", data.at("created_at").moment().orElse(null))
                .fact("Agent space", metadata.at("agent_space_id").textOrNull())
                .fact("Task", task.orElse(null));
        task.ifPresent(id -> notice.resource(id).correlationKey("investigation/" + id).standing(standing(event.type(), state)));
        others(event.detail(), name, state, notice);
        return notice.build();
    }

    private static void others(Json detail, Optional<String> name, Optional<String> state, Notice.Builder notice) {
        int[] left = { MOST_FACTS };
        detail.forEachMember((member, value) -> {
            boolean said = KNOWN.contains(member) || value.isSecretNamed(member)
                    || value.text().filter(words -> name.filter(words::equals).isPresent()
                            || state.filter(words::equals).isPresent()).isPresent();
            String words = value.words().orElseGet(() -> list(value));
            if (!said && words != null && left[0]-- > 0) {
                notice.fact(Labels.of(member), Cut.middle(words, LONGEST_FACT));
            }
        });
    }

    /** The names of the items of a list, or the members of an object; null for nothing. */
    private static String list(Json value) {
        List<String> words = new ArrayList<>();
        value.items().forEach(item -> item.words().or(() -> first(item, TITLES)).or(() -> first(item, List.of("id", "type")))
                .ifPresent(words::add));
        value.forEachMember((member, inner) -> inner.words().filter(text -> !inner.isSecretNamed(member))
                .ifPresent(text -> words.add(Labels.of(member) + " " + text)));
        return Listed.first(MOST_ITEMS, words);
    }

    private static Optional<String> first(Json json, List<String> members) {
        return members.stream().map(member -> json.at(member).text()).flatMap(Optional::stream).findFirst();
    }

    /** Whatever ends it ends it: it never was the trouble itself. */
    private static Optional<Standing> standing(String type, Optional<String> state) {
        return state.or(() -> Optional.of(type.substring(type.indexOf(' ') + 1))).flatMap(RunStanding::of)
                .map(standing -> standing.phase() == Phase.OPEN ? Standing.over(standing.state()) : standing);
    }

    /** "Investigation Timed Out" becomes "Investigation TIMED OUT"; what changed its status has that one. */
    private static String title(String type, Optional<String> state) {
        for (String change : List.of(" Status Change", " State Change")) {
            if (type.endsWith(change)) {
                String thing = type.substring(0, type.length() - change.length());
                return state.map(words -> thing + " " + words.toUpperCase(Locale.ROOT)).orElse(type);
            }
        }
        int space = type.indexOf(' ');
        return space < 0 ? type : type.substring(0, space) + type.substring(space).toUpperCase(Locale.ROOT);
    }

    /** Its priority is that of the incident, which others report; its own failure only means that people look themselves. */
    private static Severity severity(String type, Optional<String> state) {
        Severity severity = state.flatMap(SeverityWords::in).or(() -> SentenceSeverity.ofName(type)).orElse(Severity.INFO);
        return severity == Severity.HIGH || severity == Severity.CRITICAL ? Severity.MEDIUM : severity;
    }
}
