package dev.tocsin.notice.operations;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Listed;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/** A request of Change Manager that went on, or a calendar of Change Calendar that now allows or forbids changes. */
@Singleton
@Priority(Interpreter.KNOWN)
final class ChangeManagement implements Interpreter {

    private static final int MOST_APPROVERS = 5;
    private static final String DOCUMENT = "document/";

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().flatMap(event -> {
            if (event.is("aws.ssm", "Change Request Status Update")) {
                return Optional.of(request(event));
            }
            return event.is("aws.ssm", "Calendar State Change") ? Optional.of(calendar(event)) : Optional.empty();
        });
    }

    private static Notice request(Event event) {
        Json detail = event.detail();
        SsmStatus status = SsmStatus.in(detail.at("ops-item-status")).orElse(new SsmStatus("Changed"));
        List<String> approvers = detail.at("approvers").items().stream().map(Json::text).flatMap(Optional::stream)
                .limit(100).map(OpsItem::principal).toList();
        Notice.Builder notice = event.notice("ssm-change", status.severity(), "Change request " + status.capitals() + ": "
                + detail.at("change-request-title").text().or(() -> detail.at("change-request-id").text()).orElse("no title"))
                .fact("Requested by", detail.at("ops-item-created-by").text().map(OpsItem::principal).orElse(null))
                .fact("Approvers", Listed.first(MOST_APPROVERS, approvers))
                .fact("Runbook", detail.at("runbook-document-arn").text().map(ChangeManagement::document).orElse(null))
                .fact("Template", detail.at("change-template-document-name").textOrNull())
                .fact("Approval", detail.at("auto-approve").words().filter("true"::equals).map(yes -> "automatic").orElse(null))
                .fact("Requested", detail.at("ops-item-created-time").moment().orElse(null))
                .fact("OpsItem", detail.at("ops-item-id").textOrNull())
                .titleLink(ConsoleLinks.page(event.region().orElse(null), "systems-manager/change-manager").orElse(null));
        detail.at("ops-item-id").text().ifPresent(id -> notice.correlationKey(OpsItem.key(id))
                .standing(status.capitals().startsWith("PENDING ") ? Optional.of(Standing.open(status.capitals()))
                        : status.run()));
        return notice.build();
    }

    private static Notice calendar(Event event) {
        Json detail = event.detail();
        String state = detail.at("state").text().orElse("CHANGED");
        String name = event.resources().stream().findFirst().map(ChangeManagement::document).orElse("a calendar");
        boolean closed = state.equals("CLOSED");
        return event.notice("ssm-change", closed ? Severity.LOW : Severity.INFO, "Change calendar " + state + ": " + name)
                .text(closed ? "Changes that ask this calendar wait." : null)
                .fact("Since", detail.at("atTime").moment().orElse(null))
                .fact("Until", detail.at("nextTransitionTime").moment().orElse(null))
                .titleLink(ConsoleLinks.page(event.region().orElse(null), "systems-manager/change-calendar").orElse(null))
                .build();
    }

    private static String document(String arn) {
        return Arn.parse(arn).map(Arn::resource)
                .map(resource -> resource.startsWith(DOCUMENT) ? resource.substring(DOCUMENT.length()) : resource)
                .orElse(arn);
    }
}
