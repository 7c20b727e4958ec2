package dev.tocsin.notice;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.Partition;

/**
 * Any EventBridge event, of AWS services and of one's own, and the notifications of the developer tools, which have the
 * same members in camelCase. Input transformers may have dropped or changed any member.
 */
@Singleton
@Priority(200)
final class AwsEvent implements Interpreter {

    private static final int MOST_FACTS = 10;
    private static final int MOST_RESOURCES = 3;
    private static final int LONGEST_STATE_IN_TITLE = 40;
    private static final int LONGEST_RESOURCE = 240;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Json event = new Json(reading.json());
        Optional<String> type = type(event);
        return type.map(name -> notice(reading, event, name));
    }

    /** Two members that belong together: one alone may be anybody's. */
    private static Optional<String> type(Json event) {
        boolean isEvent = event.at("source").text().isPresent() || event.at("detail").isObject();
        return event.at("detail-type").text().filter(type -> isEvent)
                .or(() -> event.at("detailType").text().filter(type -> event.has("notificationRuleArn")));
    }

    private static Notice notice(Reading reading, Json event, String type) {
        Secrets secrets = Secrets.in(reading.json());
        Details details = Details.of(secrets, event.at("detail").node(), event.at("additionalAttributes").node());
        List<String> resources = event.at("resources").items().stream().map(Json::text).flatMap(Optional::stream).toList();
        Optional<String> region = region(event, resources);
        Optional<String> account = event.at("account").text().or(() -> arns(resources).map(Arn::account).findFirst())
                .filter(Json::isAccount);
        Notice.Builder notice = Notice.of("event", severity(details, type), title(event, type, details))
                .region(region.orElse(null))
                .account(account.orElse(null))
                .titleLink(link(event, region).orElse(null))
                .occurredAt(event.at("time").moment().orElse(null))
                .correlationKey(resources.stream().findFirst().orElse(null))
                .text(details.sentence().orElse(null))
                .fact(resources.size() == 1 ? "Resource" : "Resources", secrets.hide(resources(resources)));
        Set<String> shown = new HashSet<>(resources);
        region.ifPresent(shown::add);
        account.ifPresent(shown::add);
        details.facts(MOST_FACTS, shown).forEach(notice::fact);
        source(event).filter(source -> !isAws(source)).ifPresent(source -> notice.fact("Source", source));
        event.at("detail").words().map(secrets::hide).ifPresent(notice::text);
        return notice.build();
    }

    private static String title(Json event, String type, Details details) {
        String title = Labels.title(type);
        return details.state().or(() -> event.at("detail", "eventName").text())
                .filter(state -> state.length() <= LONGEST_STATE_IN_TITLE)
                .map(state -> title + ": " + state).orElse(title);
    }

    private static Severity severity(Details details, String type) {
        return details.severity().or(() -> SeverityWords.in(type)).orElse(Severity.INFO);
    }

    private static Optional<String> region(Json event, List<String> resources) {
        return event.at("region").text().or(() -> arns(resources).map(Arn::region).findFirst())
                .filter(region -> Partition.ofRegion(region).isPresent());
    }

    private static Stream<Arn> arns(List<String> resources) {
        return resources.stream().map(Arn::parse).flatMap(Optional::stream);
    }

    private static Optional<String> link(Json event, Optional<String> region) {
        return source(event).filter(AwsEvent::isAws)
                .flatMap(source -> ConsoleLinks.service(region.orElse(null), source.substring("aws.".length())));
    }

    private static Optional<String> source(Json event) {
        return event.at("source").text();
    }

    private static boolean isAws(String source) {
        return source.startsWith("aws.");
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
