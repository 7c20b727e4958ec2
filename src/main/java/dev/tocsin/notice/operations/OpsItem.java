package dev.tocsin.notice.operations;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/** An OpsItem of OpsCenter that was opened or changed. */
@Singleton
@Priority(Interpreter.KNOWN)
final class OpsItem implements Interpreter {

    private static final String CREATE = "OpsItem Create";
    private static final Map<String, Severity> BANDS = Map.of("1", Severity.CRITICAL, "2", Severity.HIGH, "3", Severity.MEDIUM,
            "4", Severity.LOW);

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.ssm", CREATE, "OpsItem Update")).map(OpsItem::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        SsmStatus status = SsmStatus.in(detail.at("status")).orElse(new SsmStatus("Changed"));
        Optional<String> id = detail.at("ops-item-id").text();
        Notice.Builder notice = event.notice("ssm-opsitem", severity(event, status), "OpsItem " + status.capitals() + ": "
                + detail.at("title").text().or(() -> id).orElse("without a title"))
                .text(detail.at("description").textOrNull())
                .fact("Severity", detail.at("severity").words().map(OpsItem::named).orElse(null))
                .fact("Category", detail.at("category").textOrNull())
                .fact("Priority", detail.at("priority").wordsOrNull())
                .fact("Source", detail.at("source").textOrNull())
                .fact("Type", detail.at("ops-item-type").text().filter(type -> !type.equals("/aws/issue")).orElse(null))
                .fact("Changed by", detail.at("modified-by").text().map(OpsItem::principal).orElse(null))
                .fact("Opened by", detail.at("created-by").text().map(OpsItem::principal).orElse(null))
                .fact("Opened", event.type().equals(CREATE) ? null : detail.at("created-time").moment().orElse(null))
                .fact("OpsItem", id.orElse(null));
        id.ifPresent(item -> notice.correlationKey(key(item)).standing(standing(event, status)).titleLink(page(event, item)));
        return notice.build();
    }

    /** Who set it to in progress takes care of it. */
    private static Optional<Standing> standing(Event event, SsmStatus status) {
        String state = status.capitals();
        return switch (state) {
            case "OPEN" -> Optional.of(Standing.open(state).unlessCalm(severity(event, status)));
            case "IN PROGRESS" -> Optional.of(Standing.running(state));
            case "RESOLVED", "CLOSED" -> Optional.of(Standing.over(state));
            default -> Optional.empty();
        };
    }

    /** Severities of OpsCenter count down from 1; an item without one waits for somebody all the same. */
    private static Severity severity(Event event, SsmStatus status) {
        if (status.severity() == Severity.GOOD || "CLOSED".equals(status.capitals())) {
            return Severity.GOOD;
        }
        return Optional.ofNullable(BANDS.get(event.detail().at("severity").words().orElse("")))
                .orElse(event.type().equals(CREATE) ? Severity.MEDIUM : Severity.INFO);
    }

    private static String named(String number) {
        Severity band = BANDS.get(number);
        return band == null ? number : number + " (" + band.name().toLowerCase(Locale.ROOT) + ")";
    }

    /** Also of the change request that an OpsItem stands for. */
    static String key(String id) {
        return "ssm-opsitem/" + id;
    }

    static String page(Event event, String id) {
        return ConsoleLinks.page(event.region().orElse(null), "systems-manager/opsitems/" + ConsoleLinks.encode(id))
                .orElse(null);
    }

    static String principal(String arn) {
        return Arn.parse(arn).map(Arn::resource).orElse(arn);
    }
}
