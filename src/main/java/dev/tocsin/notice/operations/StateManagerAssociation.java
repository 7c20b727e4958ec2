package dev.tocsin.notice.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Listed;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;

/** An association of State Manager, as a whole or on one node, that changed its status. */
@Singleton
@Priority(Interpreter.KNOWN)
final class StateManagerAssociation implements Interpreter {

    private static final int MOST_TARGETS = 5;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.ssm", "EC2 State Manager Association State Change",
                "EC2 State Manager Instance Association State Change")).map(StateManagerAssociation::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        SsmStatus status = SsmStatus.in(detail.at("status")).orElse(new SsmStatus("Changed"));
        Optional<String> instance = detail.at("instance-id").text();
        String document = detail.at("document-name").text().orElse("association");
        Notice.Builder notice = event.notice("ssm-association", status.severity(), "State Manager: " + document + " "
                + status.capitals() + instance.map(id -> " on " + id).orElse(""))
                .text(detail.at("execution-summary").textOrNull())
                .fact("Error", detail.at("error-code").textOrNull())
                .fact("Detailed status", detail.at("detailed-status").text().filter(text -> !text.equals(status.raw()))
                        .orElse(null))
                .fact("Association", detail.at("association-name").textOrNull())
                .fact("Nodes", counts(detail.at("association-status-aggregated-count")))
                .fact("Targets", instance.isPresent() ? null : targets(detail.at("targets")))
                .fact("Schedule", detail.at("schedule-expression").textOrNull())
                .fact("Last success", detail.at("last-successful-execution-date").moment().orElse(null))
                .fact("Association ID", detail.at("association-id").textOrNull());
        detail.at("association-id").text().ifPresent(id -> notice.resource(id)
                .correlationKey("ssm-association/" + id)
                .standing(instance.isPresent() ? Optional.empty() : status.run())
                .titleLink(ConsoleLinks.page(event.region().orElse(null),
                        "systems-manager/state-manager/" + ConsoleLinks.encode(id) + "/description").orElse(null)));
        return notice.build();
    }

    /** JSON in a string: how many nodes have which status. */
    private static String counts(Json place) {
        List<String> counts = new ArrayList<>();
        place.opened().forEachMember((status, count) -> count.words().ifPresent(words -> counts.add(words + " " + status)));
        return Listed.first(MOST_TARGETS, counts);
    }

    /** JSON in a string: keys such as {@code tag:Role} with their values. */
    private static String targets(Json place) {
        List<String> targets = new ArrayList<>();
        for (Json target : place.opened().items()) {
            String key = target.at("key").text().orElse("InstanceIds");
            target.at("values").items().forEach(value -> value.text()
                    .ifPresent(text -> targets.add(key.equalsIgnoreCase("InstanceIds") ? text : key + "=" + text)));
        }
        return Listed.first(MOST_TARGETS, targets);
    }
}
