package dev.tocsin.notice.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.Partition;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * What AWS Health tells about AWS itself: issues, scheduled changes, notifications, investigations and reports of abuse (AWS
 * Health User Guide, "AWS Health events Amazon EventBridge schema").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class HealthEvent implements Interpreter {

    private static final String ABUSE = "AWS Health Abuse Event";
    private static final String ENDED = "ended";
    private static final int MOST_ENTITIES = 8;
    private static final int MOST_TAGS = 3;
    private static final int MOST_METADATA = 3;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.health", "AWS Health Event", ABUSE))
                .filter(event -> event.detail().at("eventTypeCode").text().isPresent()
                        || event.detail().at("eventArn").text().isPresent())
                .map(HealthEvent::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String category = detail.at("eventTypeCategory").text().orElse("");
        String status = detail.at("statusCode").text().or(() -> isPast(event) ? Optional.of(ENDED) : Optional.empty())
                .orElse("").toLowerCase(Locale.ROOT);
        String code = detail.at("eventTypeCode").text().orElse("");
        String arn = detail.at("eventArn").textOrNull();
        boolean abuse = ABUSE.equals(event.type());
        // The event's own Region is the one that it was delivered to.
        String region = detail.at("eventRegion").text().filter(id -> Partition.ofRegion(id).isPresent()).or(event::region)
                .orElse(null);
        Notice.Builder notice = event.notice("aws-health", severity(abuse, category, status, code, detail),
                title(abuse, category, status, code, detail.at("service").text()))
                .region(region)
                .account(detail.at("affectedAccount").text().filter(Json::isAccount).or(event::account).orElse(null))
                .text(description(detail).orElse(null))
                .fact("Affected", affected(event))
                .fact(isAhead(category, status) ? "Starts" : "Started", detail.at("startTime").moment().orElse(null))
                .fact(status.equals("closed") || isPast(event) ? "Ended" : "Ends", detail.at("endTime").moment().orElse(null))
                .fact("Updated", detail.at("lastUpdatedTime").moment().orElse(null))
                .fact("Scope", detail.at("eventScopeCode").is("PUBLIC") ? "public, not only this account" : null)
                .fact("Action", action(detail))
                .fact("Event type", code)
                .fact("Page", page(detail));
        metadata(detail.at("eventMetadata"), notice);
        if (arn != null) {
            notice.resource(arn).correlationKey(arn);
            notice.standing(standing(abuse, category, status, code, detail));
            notice.titleLink(ConsoleLinks.page(event.region().orElse(region), "health/home#/account/event-log?eventID="
                    + ConsoleLinks.encode(arn) + "&eventTab=details").orElse(null));
        }
        return notice.build();
    }

    /** {@code AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED} reads as "EC2 instance retirement scheduled". */
    private static String title(boolean abuse, String category, String status, String code, Optional<String> service) {
        String kind = abuse ? "Abuse report" : switch (category) {
            case "issue" -> "Health issue";
            case "scheduledChange" -> "Scheduled change";
            case "accountNotification" -> "Health notification";
            case "investigation" -> "Health investigation";
            default -> "Health event";
        };
        String prefix = "AWS_" + service.orElse("") + "_";
        String name = code.substring(code.startsWith(prefix) ? prefix.length() : code.startsWith("AWS_") ? 4 : 0);
        String words = name.replace('_', ' ').toLowerCase(Locale.ROOT).strip();
        String state = status.isEmpty() ? "" : " " + status.toUpperCase(Locale.ROOT);
        // These two are no services but kinds of trouble, which the words name already.
        String whose = service.filter(id -> !id.equals("ABUSE") && !id.equals("RISK")).map(id -> id + " ").orElse("");
        return (kind + state + ": " + whose + words).strip();
    }

    private static Severity severity(boolean abuse, String category, String status, String code, Json detail) {
        if (status.equals("closed") || status.equals(ENDED)) {
            return category.equals("accountNotification") ? Severity.INFO : Severity.GOOD;
        }
        if (code.contains("CREDENTIALS_EXPOSED")) {
            return Severity.CRITICAL;
        }
        if (abuse) {
            return Severity.HIGH;
        }
        return switch (category) {
            case "issue" -> Severity.HIGH;
            case "accountNotification" -> detail.at("actionability").is("ACTION_REQUIRED") ? Severity.MEDIUM : Severity.INFO;
            default -> Severity.MEDIUM;
        };
    }

    /**
     * What is planned, or merely told, calls for nobody unless AWS says so. The later pages of an event only name more of what
     * it affects.
     */
    private static Optional<Standing> standing(boolean abuse, String category, String status, String code, Json detail) {
        boolean isLaterPage = detail.at("page").words().filter(page -> !page.equals("1")).isPresent();
        String state = status.toUpperCase(Locale.ROOT);
        if (isLaterPage || status.isEmpty()) {
            return Optional.empty();
        }
        if (status.equals("closed") || status.equals(ENDED)) {
            return Optional.of(Standing.over(state));
        }
        if (abuse || code.contains("CREDENTIALS_EXPOSED")) {
            return Optional.of(Standing.openUntilResolved(state));
        }
        boolean isNews = category.equals("issue") || category.equals("investigation")
                || detail.at("actionability").is("ACTION_REQUIRED");
        return Optional.of(isNews ? Standing.open(state) : Standing.running(state));
    }

    /** Some messages have no status, but an end that lies before them. */
    private static boolean isPast(Event event) {
        Optional<Instant> end = event.detail().at("endTime").moment();
        return end.flatMap(ended -> event.time().or(() -> event.detail().at("lastUpdatedTime").moment())
                .map(now -> !ended.isAfter(now))).orElse(false);
    }

    private static boolean isAhead(String category, String status) {
        return status.equals("upcoming") || status.isEmpty() && category.equals("scheduledChange");
    }

    /** The same words in several languages: English if it is among them. */
    private static Optional<String> description(Json detail) {
        List<Json> languages = detail.at("eventDescription").items();
        return languages.stream().filter(item -> item.at("language").text().filter(id -> id.startsWith("en")).isPresent())
                .findFirst().or(() -> languages.stream().findFirst())
                .flatMap(item -> item.at("latestDescription").text());
    }

    private static String affected(Event event) {
        List<Json> entities = event.detail().at("affectedEntities").items();
        List<String> lines = new ArrayList<>();
        entities.stream().limit(MOST_ENTITIES).forEach(entity -> entity.at("entityValue").text()
                .ifPresent(id -> lines.add(Arn.parse(id).map(Arn::resource).orElse(id) + remarks(entity))));
        int total = entities.size();
        if (lines.isEmpty()) {
            event.resources().stream().limit(MOST_ENTITIES).forEach(lines::add);
            total = event.resources().size();
        }
        if (total > MOST_ENTITIES) {
            lines.add("… and " + (total - MOST_ENTITIES) + " more");
        }
        return String.join(", ", lines);
    }

    /** State and tags, which say whose it is. */
    private static String remarks(Json entity) {
        List<String> remarks = new ArrayList<>();
        entity.at("status").text().map(status -> status.toLowerCase(Locale.ROOT)).ifPresent(remarks::add);
        Optional<String> name = entity.at("tags", "Name").text();
        name.ifPresent(remarks::add);
        entity.at("tags").forEachMember((tag, value) -> {
            if (name.isEmpty() && remarks.size() < MOST_TAGS) {
                value.text().ifPresent(words -> remarks.add(tag + "=" + words));
            }
        });
        return remarks.isEmpty() ? "" : " (" + String.join(", ", remarks) + ")";
    }

    private static String action(Json detail) {
        return detail.at("actionability").text().map(word -> word.replace('_', ' ').toLowerCase(Locale.ROOT)).orElse(null);
    }

    private static String page(Json detail) {
        Optional<String> pages = detail.at("totalPages").words().filter(total -> !total.equals("1"));
        return pages.map(total -> detail.at("page").words().map(page -> page + " of " + total).orElse("one of " + total))
                .orElse(null);
    }

    private static void metadata(Json metadata, Notice.Builder notice) {
        int[] shown = { 0 };
        metadata.forEachMember((name, value) -> {
            if (shown[0] < MOST_METADATA && value.words().isPresent()) {
                notice.fact(Labels.of(name), value.wordsOrNull());
                shown[0]++;
            }
        });
    }
}
