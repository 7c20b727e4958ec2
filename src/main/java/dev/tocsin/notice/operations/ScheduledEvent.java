package dev.tocsin.notice.operations;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/** A rule with a schedule, or a schedule of EventBridge Scheduler without an input of its own, whose time has come. */
@Singleton
@Priority(Interpreter.KNOWN)
final class ScheduledEvent implements Interpreter {

    private static final String TYPE = "Scheduled Event";

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.events", TYPE) || event.is("aws.scheduler", TYPE))
                .map(ScheduledEvent::notice);
    }

    private static Notice notice(Event event) {
        Optional<Arn> arn = event.arns().findFirst();
        String region = event.region().orElse(null);
        Optional<String> name = arn.map(Arn::resource).map(resource -> resource.substring(resource.indexOf('/') + 1));
        Notice.Builder notice = event.notice("scheduled-event", Severity.INFO,
                "Schedule" + name.map(text -> ": " + text).orElse(" is due"));
        name.flatMap(text -> ConsoleLinks.page(region, event.source().orElse("").equals("aws.scheduler")
                ? "scheduler/home#schedules/" + path(text)
                : "events/home#/eventbus/" + bus(text) + "/rules/" + ConsoleLinks.encode(last(text))))
                .ifPresent(notice::titleLink);
        return notice.build();
    }

    /** A rule of another bus than the default one has the bus before its name. */
    private static String bus(String rule) {
        int slash = rule.lastIndexOf('/');
        return slash < 0 ? "default" : ConsoleLinks.encode(rule.substring(0, slash));
    }

    private static String last(String rule) {
        return rule.substring(rule.lastIndexOf('/') + 1);
    }

    /** Group and name. */
    private static String path(String schedule) {
        return ConsoleLinks.encode(schedule).replace("%2F", "/");
    }
}
