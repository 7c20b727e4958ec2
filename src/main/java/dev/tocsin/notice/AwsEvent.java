package dev.tocsin.notice;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;

/** Any event of EventBridge and of the developer tools whose family nobody knows, of AWS services and of one's own. */
@Singleton
@Priority(200)
final class AwsEvent implements Interpreter {

    private static final int MOST_FACTS = 10;
    private static final int MOST_RESOURCES = 3;
    private static final int LONGEST_STATE_IN_TITLE = 40;
    private static final int LONGEST_RESOURCE = 240;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().map(event -> notice(event, reading));
    }

    private static Notice notice(Event event, Reading reading) {
        Secrets secrets = reading.secrets();
        Details details = Details.of(secrets, event.detail().node(), event.additional().node());
        List<String> resources = event.resources();
        String title = title(event, details);
        Notice.Builder notice = event.notice("event", severity(details, event.type()), title)
                .footer(reading.route())
                .text(details.sentence().orElse(null))
                .fact(resources.size() == 1 ? "Resource" : "Resources", secrets.hide(resources(resources)));
        Set<String> shown = new HashSet<>(resources);
        event.region().ifPresent(shown::add);
        event.account().ifPresent(shown::add);
        inTitle(event, details).filter(title::endsWith).ifPresent(shown::add);
        details.facts(MOST_FACTS, shown).forEach(fact -> notice.fact(withoutArn(fact, event)));
        event.source().filter(source -> !source.startsWith("aws.") || source.startsWith("aws.partner/"))
                .ifPresent(source -> notice.fact("Source", Cut.middle(source, LONGEST_RESOURCE)));
        event.detail().words().map(secrets::hide).ifPresent(notice::text);
        return notice.build();
    }

    private static String title(Event event, Details details) {
        String title = Labels.title(event.type());
        return inTitle(event, details)
                .filter(state -> !title.toLowerCase(Locale.ROOT).contains(state.toLowerCase(Locale.ROOT)))
                .map(state -> title + ": " + state).orElse(title);
    }

    private static Optional<String> inTitle(Event event, Details details) {
        return details.state().or(() -> event.detail().at("eventName").text())
                .filter(state -> state.length() <= LONGEST_STATE_IN_TITLE);
    }

    /** An ARN of the event's own account and Region says no more than what comes after them. */
    private static Fact withoutArn(Fact fact, Event event) {
        if (!(fact.value() instanceof Fact.Words words) || !words.words().startsWith("arn:")) {
            return fact;
        }
        return Arn.parse(words.words())
                .filter(arn -> isOf(event.account(), arn.account()) && isOf(event.region(), arn.region()))
                .map(arn -> Fact.of(Labels.withoutArn(fact.label()), arn.resource())).orElse(fact);
    }

    private static boolean isOf(Optional<String> known, String place) {
        return place.isEmpty() || known.filter(place::equals).isPresent();
    }

    private static Severity severity(Details details, String type) {
        return details.severity().or(() -> SentenceSeverity.ofName(type))
                .or(() -> details.sentence().flatMap(SentenceSeverity::of)).orElse(Severity.INFO);
    }

    /** What comes after account and Region, which are shown apart. */
    private static String resources(List<String> resources) {
        String first = String.join("\n", resources.stream().limit(MOST_RESOURCES)
                .map(resource -> Arn.parse(resource).map(Arn::resource).orElse(resource))
                .map(resource -> Cut.middle(resource, LONGEST_RESOURCE))
                .toList());
        int more = resources.size() - MOST_RESOURCES;
        return more > 0 ? first + "\nand " + more + " more" : first;
    }
}
