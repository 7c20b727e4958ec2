package dev.tocsin.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.Partition;

/**
 * An EventBridge event, or a notification of the developer tools, which says the same with {@code detailType} for
 * {@code detail-type} and with {@code additionalAttributes}. Input transformers may have dropped or changed any member.
 */
public final class Event {

    private static final String VIA_CLOUD_TRAIL = " via CloudTrail";

    private final Json json;
    private final String type;
    private final List<String> resources;

    private Event(Json json, String type) {
        this.json = json;
        this.type = type;
        this.resources = json.at("resources").items().stream().map(Json::text).flatMap(Optional::stream).toList();
    }

    /** Two members that belong together make an event: one alone may be anybody's. */
    static Optional<Event> in(Json json) {
        boolean isEvent = json.at("source").text().isPresent() || json.at("detail").isObject();
        return json.at("detail-type").text().filter(type -> isEvent)
                .or(() -> json.at("detailType").text().filter(type -> json.has("notificationRuleArn")))
                .map(type -> new Event(json, type));
    }

    /** Whether it comes from this source and has one of these detail-types. */
    public boolean is(String source, String... types) {
        return isFrom(source) && List.of(types).contains(type);
    }

    /** Whether it comes from this source, and from the service itself rather than by way of CloudTrail. */
    public boolean isFrom(String source) {
        return json.at("source").is(source) && !isViaCloudTrail();
    }

    /** CloudTrail reports calls to any service under that service's source. */
    public boolean isViaCloudTrail() {
        return type.endsWith(VIA_CLOUD_TRAIL);
    }

    /** The detail-type, for instance {@code EC2 Instance State-change Notification}. */
    public String type() {
        return type;
    }

    /** For instance {@code aws.ec2}; of the developer tools without {@code aws.} in some messages. */
    public Optional<String> source() {
        return json.at("source").text();
    }

    public Json detail() {
        return json.at("detail");
    }

    /** The member {@code additionalAttributes}, which the developer tools add. */
    public Json additional() {
        return json.at("additionalAttributes");
    }

    /** Mostly ARNs; some services put ids there, or nothing. */
    public List<String> resources() {
        return resources;
    }

    /** The id of a Region that can exist, from the event or else from its resources. */
    public Optional<String> region() {
        return json.at("region").text().or(() -> arns().map(Arn::region).filter(region -> !region.isEmpty()).findFirst())
                .filter(region -> Partition.ofRegion(region).isPresent());
    }

    /** The 12-digit account id, from the event or else from its resources. */
    public Optional<String> account() {
        return json.at("account").text().or(() -> arns().map(Arn::account).findFirst()).filter(Json::isAccount);
    }

    public Optional<Instant> time() {
        return json.at("time").moment();
    }

    /** Those of its resources that are ARNs. */
    public Stream<Arn> arns() {
        return resources.stream().map(Arn::parse).flatMap(Optional::stream);
    }

    /**
     * A notice that begins with what every event has: Region, account, time, the first resource, which also says what
     * belongs together, and a link to the console of the service. An interpreter overrides what it knows better.
     */
    public Notice.Builder notice(String family, Severity severity, String title) {
        String resource = resources.stream().findFirst().orElse(null);
        return Notice.of(family, severity, title)
                .region(region().orElse(null))
                .account(account().orElse(null))
                .occurredAt(time().orElse(null))
                .resource(resource)
                .correlationKey(resource)
                .titleLink(servicePage().orElse(null));
    }

    private Optional<String> servicePage() {
        return source().filter(source -> source.startsWith("aws."))
                .flatMap(source -> ConsoleLinks.service(region().orElse(null), source.substring("aws.".length())));
    }
}
