package dev.tocsin.notice.data;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.Partition;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

/**
 * Objects in S3 buckets that were created, deleted, restored or changed: event notifications of the bucket and EventBridge.
 * See Amazon S3 User Guide, "Event message structure" and "EventBridge event message structure".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class S3Object implements Interpreter {

    private static final int MOST_KEYS = 8;
    private static final int LONGEST_KEY = 150;

    /** EventBridge's detail-types, to what they say of an object. */
    private static final Map<String, String> TYPES = Map.of(
            "Object Created", "created",
            "Object Deleted", "deleted",
            "Object Restore Initiated", "restore started",
            "Object Restore Completed", "restored",
            "Object Restore Expired", "restored copy expired",
            "Object Storage Class Changed", "storage class changed",
            "Object Access Tier Changed", "access tier changed",
            "Object ACL Updated", "ACL updated",
            "Object Tags Added", "tags added",
            "Object Tags Deleted", "tags deleted");

    /** The event types of bucket notifications; more exact ones first. */
    private static final List<Map.Entry<String, String>> NAMES = List.of(
            Map.entry("ObjectCreated:", "created"),
            Map.entry("ObjectRemoved:", "deleted"),
            Map.entry("LifecycleExpiration:", "deleted"),
            Map.entry("ObjectRestore:Completed", "restored"),
            Map.entry("ObjectRestore:Delete", "restored copy expired"),
            Map.entry("ObjectRestore:", "restore started"),
            Map.entry("LifecycleTransition", "storage class changed"),
            Map.entry("IntelligentTiering", "access tier changed"),
            Map.entry("ObjectAcl:", "ACL updated"),
            Map.entry("ObjectTagging:Put", "tags added"),
            Map.entry("ObjectTagging:", "tags deleted"),
            Map.entry("ReducedRedundancyLostObject", "LOST"),
            Map.entry("Replication:OperationFailedReplication", "replication FAILED"),
            Map.entry("Replication:OperationMissedThreshold", "replication is late"),
            Map.entry("Replication:OperationNotTracked", "replication no longer tracked"),
            Map.entry("Replication:OperationReplicatedAfterThreshold", "replicated late"));

    /** What stands for names that are missing. */
    private static final String A_BUCKET = "a bucket";
    private static final String AN_OBJECT = "an object";

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Optional<Event> event = reading.event()
                .filter(e -> e.isFrom("aws.s3") && TYPES.containsKey(e.type()) && e.detail().at("bucket").isObject());
        if (event.isPresent()) {
            return event.map(S3Object::notice);
        }
        Json json = reading.json();
        if (json.at("Event").is("s3:TestEvent") && json.at("Service").is("Amazon S3")) {
            return Optional.of(test(json, reading));
        }
        List<Json> records = json.at("Records").items();
        boolean isOfS3 = !records.isEmpty()
                && records.stream().allMatch(item -> item.at("eventSource").is("aws:s3") && item.at("s3").isObject());
        return isOfS3 ? Optional.of(records.size() == 1 ? notice(records.get(0)) : notice(records)) : Optional.empty();
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String bucket = detail.at("bucket", "name").text().orElse(A_BUCKET);
        String key = detail.at("object", "key").text().orElse(AN_OBJECT);
        String change = TYPES.get(event.type());
        String region = event.region().orElse(null);
        Notice.Builder notice = event.notice("s3-object", severity(change), title(change, bucket, key));
        return complete(notice, region, change, bucket, key)
                .fact("Size", DataSize.words(detail.at("object", "size")))
                .fact("Storage class", classes(detail))
                .fact("Access tier", detail.at("destination-access-tier").textOrNull())
                .fact("Deletion", detail.at("deletion-type").textOrNull())
                .fact("Restored until", detail.at("restore-expiry-time").moment().orElse(null))
                .fact("Operation", detail.at("reason").textOrNull())
                .fact("By", detail.at("requester").textOrNull())
                .fact("From", detail.at("source-ip-address").textOrNull())
                .fact("Version", detail.at("object", "version-id").textOrNull())
                .build();
    }

    private static String classes(Json detail) {
        Optional<String> source = detail.at("source-storage-class").text();
        return detail.at("destination-storage-class").text()
                .map(target -> source.map(old -> old + " → ").orElse("") + target).or(() -> source).orElse(null);
    }

    private static Notice notice(Json item) {
        String name = name(item);
        String change = change(name);
        String bucket = bucket(item);
        String key = key(item);
        String region = region(item);
        Notice.Builder notice = Notice.of("s3-object", severity(change), title(change, bucket, key))
                .region(region)
                .occurredAt(item.at("eventTime").moment().orElse(null));
        return complete(notice, region, change, bucket, key)
                .fact("Size", DataSize.words(item.at("s3", "object", "size")))
                .fact("Storage class", item.at("glacierEventData", "restoreEventData", "lifecycleRestoreStorageClass").text()
                        .or(() -> item.at("lifecycleEventData", "transitionEventData", "destinationStorageClass").text())
                        .orElse(null))
                .fact("Access tier", item.at("intelligentTieringEventData", "destinationAccessTier").textOrNull())
                .fact("Deletion", name.endsWith("DeleteMarkerCreated") ? "Delete Marker Created" : null)
                .fact("Restored until",
                        item.at("glacierEventData", "restoreEventData", "lifecycleRestorationExpiryTime").moment().orElse(null))
                .fact("Failure", item.at("replicationEventData", "failureReason").textOrNull())
                .fact("Destination", item.at("replicationEventData", "destinationBucket").text().map(ResourceName::of)
                        .orElse(null))
                .fact("Operation", operation(name))
                .fact("By", item.at("userIdentity", "principalId").textOrNull())
                .fact("From", item.at("requestParameters", "sourceIPAddress").textOrNull())
                .fact("Version", item.at("s3", "object", "versionId").textOrNull())
                .fact("Rule", item.at("s3", "configurationId").textOrNull())
                .build();
    }

    /** S3 says that it may put several records into one message. */
    private static Notice notice(List<Json> items) {
        List<String> changes = items.stream().map(item -> change(name(item))).distinct().limit(2).toList();
        List<String> buckets = items.stream().map(S3Object::bucket).distinct().limit(2).toList();
        String what = changes.size() == 1 ? "objects " + changes.get(0) : "objects changed";
        String where = buckets.size() == 1 ? " in " + buckets.get(0) : "";
        Severity worst = items.stream().map(item -> severity(change(name(item)))).min(Severity::compareTo)
                .orElse(Severity.INFO);
        String region = region(items.get(0));
        List<Text> lines = new ArrayList<>(items.stream().limit(MOST_KEYS)
                .<Text> map(item -> new Text.Plain(line(item, changes.size() > 1, buckets.size() > 1))).toList());
        if (items.size() > MOST_KEYS) {
            lines.add(new Text.Plain("… and " + (items.size() - MOST_KEYS) + " more"));
        }
        return Notice.of("s3-object", worst, "S3: " + items.size() + " " + what + where)
                .region(region)
                .occurredAt(items.get(0).at("eventTime").moment().orElse(null))
                .titleLink(buckets.size() == 1 ? bucketPage(region, buckets.get(0)).orElse(null) : null)
                .resource(buckets.size() == 1 ? arn(region, buckets.get(0)) : null)
                .correlationKey(buckets.size() == 1 ? arn(region, buckets.get(0)) : null)
                .text(new Text.Bullets(lines))
                .build();
    }

    private static String line(Json item, boolean withChange, boolean withBucket) {
        String size = DataSize.words(item.at("s3", "object", "size"));
        return (withBucket ? bucket(item) + "/" : "") + Cut.middle(key(item), LONGEST_KEY)
                + (withChange ? ": " + change(name(item)) : "") + (size == null ? "" : " (" + size + ")");
    }

    private static Notice.Builder complete(Notice.Builder notice, String region, String change, String bucket, String key) {
        if (A_BUCKET.equals(bucket)) {
            return notice;
        }
        boolean isGone = "deleted".equals(change) || "LOST".equals(change) || AN_OBJECT.equals(key);
        String arn = arn(region, bucket) + (AN_OBJECT.equals(key) ? "" : "/" + key);
        return notice.titleLink((isGone ? bucketPage(region, bucket) : objectPage(region, bucket, key)).orElse(null))
                .resource(arn)
                .correlationKey(arn);
    }

    private static Notice test(Json json, Reading reading) {
        String bucket = json.at("Bucket").text().orElse(A_BUCKET);
        Optional<TopicArn> topic = TopicArn.parse(reading.message().topicArn());
        String region = topic.map(TopicArn::region).orElse(null);
        String arn = A_BUCKET.equals(bucket) ? null : arn(region, bucket);
        return Notice.of("s3-object", Severity.INFO, "S3 test event from " + (arn == null ? A_BUCKET : "bucket " + bucket))
                .region(region)
                .occurredAt(json.at("Time").moment().orElse(null))
                .titleLink(arn == null ? null : bucketPage(region, bucket).orElse(null))
                .resource(arn)
                .correlationKey(arn)
                .text("Event notifications of the bucket reach this topic. S3 sends this once, when they are set up.")
                .build();
    }

    private static String title(String change, String bucket, String key) {
        return "S3 object " + change + ": " + Cut.middle(key, LONGEST_KEY) + " in " + bucket;
    }

    private static Severity severity(String change) {
        return switch (change) {
            case "LOST", "replication FAILED" -> Severity.HIGH;
            case "replication is late", "replication no longer tracked" -> Severity.MEDIUM;
            case "ACL updated", "restored copy expired" -> Severity.LOW;
            case "restored", "replicated late" -> Severity.GOOD;
            default -> Severity.INFO;
        };
    }

    private static String name(Json item) {
        String name = item.at("eventName").text().orElse("");
        return name.startsWith("s3:") ? name.substring("s3:".length()) : name;
    }

    private static String change(String name) {
        return NAMES.stream().filter(entry -> name.startsWith(entry.getKey())).map(Map.Entry::getValue).findFirst()
                .orElse(name.isEmpty() ? "changed" : Labels.of(name));
    }

    private static String operation(String name) {
        return name.startsWith("ObjectCreated:") || name.startsWith("ObjectRemoved:Delete") && !name.endsWith("Created")
                ? name.substring(name.indexOf(':') + 1)
                : name.startsWith("Lifecycle") ? "Lifecycle" : null;
    }

    private static String bucket(Json item) {
        return item.at("s3", "bucket", "name").text().orElse(A_BUCKET);
    }

    /** Bucket notifications write keys as in a form: a plus for a space. */
    private static String key(Json item) {
        String key = item.at("s3", "object", "key").text().orElse(AN_OBJECT);
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return key;
        }
    }

    private static String region(Json item) {
        return item.at("awsRegion").text().filter(region -> Partition.ofRegion(region).isPresent()).orElse(null);
    }

    private static String arn(String region, String bucket) {
        return "arn:" + Partition.ofRegion(region).map(Partition::id).orElse("aws") + ":s3:::" + bucket;
    }

    private static Optional<String> bucketPage(String region, String bucket) {
        return ConsoleLinks.page(region, "s3/buckets/" + ConsoleLinks.encode(bucket));
    }

    private static Optional<String> objectPage(String region, String bucket, String key) {
        return ConsoleLinks.page(region, "s3/object/" + ConsoleLinks.encode(bucket) + "?prefix=" + ConsoleLinks.encode(key));
    }
}
