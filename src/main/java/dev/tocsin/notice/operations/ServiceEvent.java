package dev.tocsin.notice.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Moments;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.SentenceSeverity;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;
import dev.tocsin.notice.Standing;

/**
 * Events of services that say what happened in their detail-type and the rest in a flat detail, as the "Amazon EventBridge
 * Events Reference" lists them: networks, recovery, resources, accounts, licenses and the small ones of Systems Manager. A
 * row of the tables tells them apart; all look alike.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class ServiceEvent implements Interpreter {

    /**
     * @param family of the notices
     * @param name begins the title
     * @param types the detail-types; none for all of the source
     */
    private record Service(String family, String name, Set<String> types) {

        Service(String family, String name, String... types) {
            this(family, name, Set.of(types));
        }

        boolean has(String type) {
            return types.isEmpty() || types.contains(type);
        }
    }

    private static final Service READINESS = new Service("route53-recovery", "Recovery readiness");

    private static final Map<String, Service> SERVICES = Map.ofEntries(
            Map.entry("aws.account", new Service("account", "AWS account")),
            Map.entry("aws.arc-zonal-shift", new Service("zonal-shift", "Zonal shift")),
            Map.entry("aws.events", new Service("eventbridge", "EventBridge", "Connection Creation Started",
                    "Connection Update Started", "Connection Deletion Started", "Connection Activated", "Connection Authorized",
                    "Connection Authorization Started", "Connection Deauthorization Started", "Connection Deauthorized",
                    "Connection Failed Connectivity", "API Destination Activated", "API Destination Deactivated")),
            Map.entry("aws.license-manager", new Service("license-manager", "License Manager")),
            Map.entry("aws.license-manager-user-subscriptions", new Service("license-manager", "License Manager")),
            Map.entry("aws.network-firewall", new Service("network-firewall", "Network Firewall")),
            Map.entry("aws.networkmanager", new Service("network-manager", "Network Manager")),
            Map.entry("aws.resource-groups", new Service("resource-groups", "Resource group")),
            Map.entry("aws.route53-recovery-readiness", READINESS),
            Map.entry("route53-recovery-readiness.amazonaws.com", READINESS),
            Map.entry("aws.route53resolver", new Service("route53-resolver", "Route 53 Resolver")),
            Map.entry("aws.ssm", new Service("ssm", "Systems Manager", "Approver Access Request Status Update",
                    "Change Request Template Document Review Status Update", "Document Review Status Update",
                    "Impact Assessment Created", "Inventory Resource State Change", "JITNA Access Request Failed",
                    "Requester Access Request Status Update", "SSM Managed Instance Deregistration",
                    "SSM Managed Instance Public Key Update", "SSM Managed Instance Registration")));

    private static final Pattern NAMELESS = Pattern.compile("(^|(?:of|from|to|on) )\\{\\}");

    /** Shorter words for long detail-types; {@code {}} stands for what it happened to. */
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("Route 53 Application Recovery Controller cell readiness status change", "cell {}"),
            Map.entry("Route 53 Application Recovery Controller recovery group readiness status change", "recovery group {}"),
            Map.entry("Route 53 Application Recovery Controller readiness check status change", "check {}"),
            Map.entry("Region Opt-In Status Change", "Region {}"),
            Map.entry("ResourceGroups Group State Change", "{} changed:"),
            Map.entry("ResourceGroups Group Membership Change", "members of {} changed:"),
            Map.entry("Autoshift In Progress", "traffic is moved away from {}"),
            Map.entry("Autoshift Completed", "traffic may return to {}"),
            Map.entry("Firewall Attachment Status Changed", "attachment of {}"),
            Map.entry("Firewall Transit Gateway Attachment Status Changed", "transit gateway attachment of {}"),
            Map.entry("Firewall Configuration Changed", "configuration of {}"),
            Map.entry("DNS Firewall Block", "DNS Firewall on {}:"),
            Map.entry("DNS Firewall Alert", "DNS Firewall on {}:"),
            Map.entry("SSM Managed Instance Registration", "node {} REGISTERED"),
            Map.entry("SSM Managed Instance Deregistration", "node {} DEREGISTERED"));

    /** What it happened to. */
    private static final List<String> SUBJECTS = List.of("cell-name", "recovery-group-name", "readiness-check-name",
            "regionName", "awayFrom", "query-name", "instance-id", "name");
    /** Why, the most telling first. */
    private static final List<String> SENTENCES = List.of("message", "changeDescription", "change-description", "reason",
            "statusReason", "status-reason", "stateReason", "statusMessage", "description", "cause", "notes");
    /** How it stands now. */
    private static final List<String> STATES = List.of("status", "state", "current-status", "currentStatus", "new-state",
            "firewall-rule-action", "inventory-deletion-status", "Current Attachment Status",
            "Current Configuration Sync Status", "result");
    /** Of a network, which is far too much to belong together. */
    private static final List<String> PARTS = List.of("vpnConnectionArn", "vpn-connection-arn", "connectPeerArn",
            "attachmentArn", "transitGatewayAttachmentArn", "transit-gateway-attachment-arn");
    private static final List<String> CHANGES = List.of("changeType", "change-type");

    private static final Map<String, Severity> SEVERITIES = Map.ofEntries(
            Map.entry("Autoshift In Progress", Severity.HIGH),
            Map.entry("Practice Run Interrupted", Severity.MEDIUM),
            Map.entry("Connection Deauthorized", Severity.HIGH),
            Map.entry("Connection Failed Connectivity", Severity.HIGH),
            Map.entry("API Destination Deactivated", Severity.MEDIUM),
            Map.entry("NOT_READY", Severity.HIGH),
            Map.entry("NOT_AUTHORIZED", Severity.MEDIUM),
            Map.entry("READY", Severity.GOOD),
            Map.entry("BLOCK", Severity.HIGH),
            Map.entry("ALERT", Severity.MEDIUM));

    private static final List<String> IGNORED = List.of("version", "event-sequence", "query-class", "transport",
            "State Change ID");

    private static final int MOST_FACTS = 9;
    private static final int MOST_MEMBERS = 40;
    private static final int MOST_ITEMS = 5;
    private static final int LONGEST_STATE = 40;
    private static final int LONGEST_VALUE = 160;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> !event.isViaCloudTrail()).flatMap(event -> event.source().map(SERVICES::get)
                .filter(service -> service.has(event.type()))
                .map(service -> notice(event, service)));
    }

    private static Notice notice(Event event, Service service) {
        Map<String, String> members = members(event.detail());
        Optional<String> sentence = take(members, SENTENCES);
        Optional<String> state = take(members, STATES).map(text -> Cut.end(text, LONGEST_STATE));
        Optional<String> change = take(members, CHANGES);
        Optional<String> subject = TITLES.containsKey(event.type()) ? take(members, SUBJECTS) : Optional.empty();
        Optional<String> part = PARTS.stream().map(members::get).filter(text -> text != null).findFirst();
        String title = service.name() + ": " + title(event, service, subject, change) + state(state);
        Notice.Builder notice = event.notice(service.family(), severity(event, state, change), title)
                .text(sentence.orElse(null));
        part.ifPresent(arn -> notice.resource(arn).correlationKey(arn));
        standing(event, part, state, change, notice);
        if (part.isEmpty()) {
            resource(event, title, members, notice);
        }
        facts(event, members, notice);
        return notice.build();
    }

    /** Of a connection each protocol goes down and up by itself, and so does each of its tunnels, which the address tells. */
    private static void standing(Event event, Optional<String> part, Optional<String> state, Optional<String> change,
            Notice.Builder notice) {
        Optional<Standing> standing = ServiceStanding.of(event.type(), state, change);
        if (standing.isEmpty() || part.isEmpty() && (change.isPresent() || event.resources().isEmpty())) {
            return;
        }
        notice.standing(standing);
        part.ifPresent(arn -> notice.correlationKey(arn + change.map(words -> "/" + ServiceStanding.thing(words)).orElse("")
                + event.detail().at("outsideIpAddress").text().map(address -> "/" + address).orElse("")));
    }

    private static String title(Event event, Service service, Optional<String> subject, Optional<String> change) {
        String type = event.type();
        String words = TITLES.get(type);
        if (words != null) {
            return subject.or(() -> event.resources().stream().findFirst().map(ServiceEvent::readable))
                    .map(name -> words.replace("{}", name))
                    .orElseGet(() -> NAMELESS.matcher(words).replaceAll("$1a resource").replace(" {}", ""));
        }
        // Detail-types of some services begin with the name that the title has already
        return change.map(text -> text.replace('-', ' '))
                .orElse(type.startsWith(service.name() + " ") ? type.substring(service.name().length() + 1) : type);
    }

    private static String state(Optional<String> state) {
        return state.map(text -> " " + text.toUpperCase(Locale.ROOT)).orElse("");
    }

    private static Severity severity(Event event, Optional<String> state, Optional<String> change) {
        return Optional.ofNullable(SEVERITIES.get(event.type()))
                .or(() -> state.map(SEVERITIES::get))
                .or(() -> state.flatMap(SeverityWords::in))
                .or(() -> change.filter(text -> text.endsWith("-UP") || text.endsWith("-ESTABLISHED")).map(up -> Severity.GOOD))
                .or(() -> change.flatMap(SeverityWords::in))
                .or(() -> SentenceSeverity.ofName(event.type()))
                .orElse(Severity.INFO);
    }

    private static void facts(Event event, Map<String, String> members, Notice.Builder notice) {
        int shown = 0;
        for (Map.Entry<String, String> member : members.entrySet()) {
            String value = member.getValue();
            if (event.region().filter(value::equals).isPresent() || event.account().filter(value::equals).isPresent()
                    || shown == MOST_FACTS) {
                continue;
            }
            shown++;
            String label = Labels.of(member.getKey());
            Moments.read(value).ifPresentOrElse(moment -> notice.fact(label, moment),
                    () -> notice.fact(label.endsWith(" ARN") ? label.substring(0, label.length() - " ARN".length()) : label,
                            readable(value)));
        }
    }

    /** Unless the title names it. */
    private static void resource(Event event, String title, Map<String, String> members, Notice.Builder notice) {
        event.resources().stream().findFirst().ifPresent(resource -> {
            String readable = readable(resource);
            members.values().remove(resource);
            if (!title.contains(readable.substring(readable.lastIndexOf('/') + 1))) {
                notice.fact("Resource", readable);
            }
        });
    }

    /** What is shown in another place than the facts. */
    private static Optional<String> take(Map<String, String> members, List<String> names) {
        return names.stream().filter(members::containsKey).findFirst().map(members::remove);
    }

    /** The words of the detail, and of the objects right below it, of a list of objects the first one, by member name. */
    private static Map<String, String> members(Json detail) {
        Map<String, String> members = new LinkedHashMap<>();
        detail.forEachMember((name, value) -> {
            put(members, name, value);
            Json within = value.items().stream().findFirst().filter(Json::isObject).orElse(value);
            within.forEachMember((inner, words) -> put(members, inner.equals("readiness-status") ? name : inner, words));
        });
        IGNORED.forEach(members::remove);
        return members;
    }

    private static void put(Map<String, String> members, String name, Json value) {
        if (members.size() < MOST_MEMBERS && !name.endsWith("Token")) {
            value.words().or(() -> list(value)).ifPresent(words -> members.putIfAbsent(name, words));
        }
    }

    private static Optional<String> list(Json value) {
        return Optional.of(value.items().stream().limit(MOST_ITEMS).map(Json::words).flatMap(Optional::stream)
                .map(ServiceEvent::readable).collect(Collectors.joining(", "))).filter(text -> !text.isEmpty());
    }

    private static String readable(String value) {
        return Cut.middle(Arn.parse(value).map(Arn::resource).orElse(value), LONGEST_VALUE);
    }
}
