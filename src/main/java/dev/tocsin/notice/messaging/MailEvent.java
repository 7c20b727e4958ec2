package dev.tocsin.notice.messaging;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Listed;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * What became of a mail that SES sent or received: feedback notifications, event publishing and events of EventBridge, which
 * all tell it in the same members (Amazon SES Developer Guide, "Contents of event data that Amazon SES publishes to Amazon
 * SNS"). The mail itself is not shown, nor where a clicked link leads within its site: such links open accounts.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class MailEvent implements Interpreter {

    private static final String SUBSCRIBED = "AmazonSnsSubscriptionSucceeded";
    private static final String VALIDATED = "Successfully validated SNS topic for Amazon SES event publishing.";

    /** Each kind of event: the member that holds it, how bad it is and how a title says it. */
    private record Kind(String member, Severity severity, String words) {
    }

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("Bounce", new Kind("bounce", Severity.MEDIUM, "BOUNCED")),
            Map.entry("Complaint", new Kind("complaint", Severity.MEDIUM, "drew a COMPLAINT")),
            Map.entry("Delivery", new Kind("delivery", Severity.GOOD, "DELIVERED")),
            Map.entry("Send", new Kind("send", Severity.INFO, "SENT")),
            Map.entry("Reject", new Kind("reject", Severity.HIGH, "REJECTED")),
            Map.entry("Open", new Kind("open", Severity.INFO, "OPENED")),
            Map.entry("Click", new Kind("click", Severity.INFO, "link CLICKED")),
            Map.entry("Rendering Failure", new Kind("failure", Severity.HIGH, "RENDERING FAILED")),
            Map.entry("DeliveryDelay", new Kind("deliveryDelay", Severity.LOW, "DELAYED")),
            Map.entry("Subscription", new Kind("subscription", Severity.INFO, "subscription CHANGED")),
            Map.entry("Received", new Kind("receipt", Severity.INFO, "RECEIVED")));

    private static final Map<String, String> EVENTS = Map.ofEntries(
            Map.entry("Email Bounced", "Bounce"),
            Map.entry("Email Complaint Received", "Complaint"),
            Map.entry("Email Delivered", "Delivery"),
            Map.entry("Email Sent", "Send"),
            Map.entry("Email Rejected", "Reject"),
            Map.entry("Email Opened", "Open"),
            Map.entry("Email Clicked", "Click"),
            Map.entry("Email Rendering Failed", "Rendering Failure"),
            Map.entry("Email Delivery Delayed", "DeliveryDelay"),
            Map.entry("Email Subscribed", "Subscription"));

    private static final int MOST_RECIPIENTS = 5;
    private static final int MOST_REASONS = 100;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        if (reading.event().isPresent()) {
            return reading.event().filter(event -> event.isFrom("aws.ses") && EVENTS.containsKey(event.type()))
                    .map(MailEvent::ofEvent);
        }
        Json json = reading.json();
        if (json.at("notificationType").is(SUBSCRIBED) && json.at("message").text().isPresent()) {
            return Optional.of(settled(reading.message(), json.at("message").textOrNull()));
        }
        if (reading.text().startsWith(VALIDATED)) {
            return Optional.of(settled(reading.message(), null));
        }
        return json.at("notificationType").text().or(() -> json.at("eventType").text()).map(KINDS::get)
                .filter(kind -> json.at("mail").isObject())
                .map(kind -> ofMessage(reading.message(), json, kind));
    }

    /** The first message of a topic that SES may now publish to. */
    private static Notice settled(Message message, String words) {
        Optional<TopicArn> topic = TopicArn.parse(message.topicArn());
        return Notice.of("ses", Severity.GOOD, "SES publishes to this topic now")
                .region(topic.map(TopicArn::region).orElse(null))
                .titleLink(topic.flatMap(arn -> ConsoleLinks.service(arn.region(), "ses")).orElse(null))
                .text(words)
                .build();
    }

    private static Notice ofEvent(Event event) {
        Kind kind = KINDS.get(EVENTS.get(event.type()));
        Mail mail = new Mail(event.detail().at("mail"));
        Notice.Builder notice = event.notice("ses", severity(kind, event.detail()), title(kind, event.detail(), mail));
        return tell(notice, kind, event.detail(), mail).build();
    }

    private static Notice ofMessage(Message message, Json json, Kind kind) {
        Mail mail = new Mail(json.at("mail"));
        String region = mail.identity().map(Arn::region).filter(text -> !text.isEmpty())
                .or(() -> TopicArn.parse(message.topicArn()).map(TopicArn::region)).orElse(null);
        Notice.Builder notice = Notice.of("ses", severity(kind, json), title(kind, json, mail))
                .region(region)
                .account(mail.account().orElse(null))
                .occurredAt(time(kind, json).orElse(null))
                .titleLink(ConsoleLinks.service(region, "ses").orElse(null));
        return tell(notice, kind, json, mail).build();
    }

    private static Notice.Builder tell(Notice.Builder notice, Kind kind, Json json, Mail mail) {
        Json told = json.at(kind.member());
        List<String> recipients = recipients(told, mail);
        mail.identity().map(Arn::toString).ifPresent(notice::resource);
        mail.id().map(id -> "ses/" + id).ifPresent(notice::correlationKey);
        notice.text(reason(told))
                .fact("Subject", mail.subject().orElse(null))
                .fact("From", mail.from().orElse(null))
                .fact("Recipients", recipients.size() > 1 ? Listed.first(MOST_RECIPIENTS, recipients) : null);
        particulars(notice, told);
        return notice.fact("Configuration set", mail.configurationSet().orElse(null))
                .fact("Sent", mail.json().at("timestamp").moment().orElse(null))
                .fact("Message ID", mail.id().orElse(null));
    }

    /** What only some kinds have; the names do not overlap. */
    private static void particulars(Notice.Builder notice, Json told) {
        String type = told.at("bounceType").textOrNull();
        notice.fact("Bounce", type == null ? null
                : type + told.at("bounceSubType").text().map(sub -> " (" + sub + ")").orElse(""))
                .fact("Complaint", told.at("complaintFeedbackType").textOrNull())
                .fact("Complaint subtype", told.at("complaintSubType").textOrNull())
                .fact("Delay", told.at("delayType").textOrNull())
                .fact("SES tries until", told.at("expirationTime").moment().orElse(null))
                .fact("Template", told.at("templateName").textOrNull())
                .fact("Link to", told.at("link").text().flatMap(MailEvent::site).orElse(null))
                .fact("Contact list", told.at("contactList").textOrNull())
                .fact("Unsubscribed from all", told.at("newTopicPreferences", "unsubscribeAll").wordsOrNull())
                .fact("Verdicts", verdicts(told))
                .fact("Action", told.at("action", "type").textOrNull());
    }

    private static String title(Kind kind, Json json, Mail mail) {
        List<String> recipients = recipients(json.at(kind.member()), mail);
        String to = recipients.isEmpty() ? ""
                : recipients.size() == 1 ? " to " + recipients.get(0)
                        : " to " + recipients.size() + " recipients";
        return "SES mail" + to + " " + (isNoSpam(json.at(kind.member())) ? "was marked as NO SPAM" : kind.words());
    }

    /** Only permanent bounces count against a sender; others may yet arrive. */
    private static Severity severity(Kind kind, Json json) {
        Json told = json.at(kind.member());
        if (kind.member().equals("bounce") && !told.at("bounceType").is("Permanent")) {
            return Severity.LOW;
        }
        if (isNoSpam(told)) {
            return Severity.INFO;
        }
        return told.at("virusVerdict", "status").is("FAIL") || told.at("spamVerdict", "status").is("FAIL")
                ? Severity.MEDIUM
                : kind.severity();
    }

    /** The opposite of a complaint, which mailbox providers report by the same way. */
    private static boolean isNoSpam(Json told) {
        return told.at("complaintFeedbackType").is("not-spam");
    }

    /** Those whom it concerns, else all. */
    private static List<String> recipients(Json told, Mail mail) {
        List<String> concerned = new ArrayList<>();
        for (String list : List.of("bouncedRecipients", "complainedRecipients", "delayedRecipients", "recipients")) {
            told.at(list).items().stream().limit(MOST_REASONS)
                    .forEach(one -> one.at("emailAddress").text().or(one::text).ifPresent(concerned::add));
        }
        return concerned.isEmpty() ? mail.recipients() : concerned;
    }

    private static String reason(Json told) {
        for (String list : List.of("bouncedRecipients", "delayedRecipients")) {
            Optional<String> said = told.at(list).items().stream().limit(MOST_REASONS)
                    .map(one -> one.at("diagnosticCode").text()).flatMap(Optional::stream).findFirst();
            if (said.isPresent()) {
                return said.get();
            }
        }
        return told.at("reason").text().or(() -> told.at("errorMessage").text()).or(() -> told.at("smtpResponse").text())
                .orElse(null);
    }

    private static Optional<Instant> time(Kind kind, Json json) {
        return json.at(kind.member(), "timestamp").moment().or(() -> json.at("mail", "timestamp").moment());
    }

    private static String verdicts(Json receipt) {
        List<String> failed = new ArrayList<>();
        for (String verdict : List.of("virus", "spam", "spf", "dkim", "dmarc")) {
            receipt.at(verdict + "Verdict", "status").text().filter(status -> !status.equals("PASS"))
                    .ifPresent(status -> failed.add(verdict + " " + status));
        }
        return Listed.first(failed.size(), failed);
    }

    private static Optional<String> site(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getHost());
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
