package dev.tocsin.notice.security;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;

/** The part of a GuardDuty finding that says what is affected: each kind of resource has a member of its own. */
record GuardDutyResource(Json resource) {

    private static final int MOST_BUCKETS = 3;

    /** What the finding is about, as its service names it. */
    Optional<String> id() {
        return Stream.of(resource.at("instanceDetails", "instanceId"), bucket().at("arn"), bucket().at("name"),
                resource.at("eksClusterDetails", "arn"), resource.at("ecsClusterDetails", "arn"),
                resource.at("rdsDbInstanceDetails", "dbInstanceArn"), resource.at("lambdaDetails", "functionArn"),
                resource.at("ebsSnapshotDetails", "snapshotArn"), resource.at("containerDetails", "id"),
                resource.at("accessKeyDetails", "userName"))
                .map(Json::text).flatMap(Optional::stream).findFirst();
    }

    void facts(Notice.Builder notice) {
        notice.fact("Instance", named(resource.at("instanceDetails", "instanceId"), resource.at("instanceDetails", "tags")))
                .fact("User", user(resource.at("accessKeyDetails")))
                .fact("Bucket", Readable.list(resource.at("s3BucketDetails").items().stream()
                        .map(bucket -> bucket.at("name").text()).flatMap(Optional::stream).toList(), MOST_BUCKETS))
                .fact("Object", bucket().at("s3ObjectDetails").items().stream()
                        .map(object -> object.at("key").text()).flatMap(Optional::stream).findFirst().orElse(null))
                .fact("EKS cluster", resource.at("eksClusterDetails", "name").textOrNull())
                .fact("Workload", workload(resource.at("kubernetesDetails", "kubernetesWorkloadDetails")))
                .fact("Kubernetes user", resource.at("kubernetesDetails", "kubernetesUserDetails", "username").textOrNull())
                .fact("ECS cluster", resource.at("ecsClusterDetails", "name").textOrNull())
                .fact("Container", container())
                .fact("Database", resource.at("rdsDbInstanceDetails", "dbInstanceIdentifier").textOrNull())
                .fact("Function", resource.at("lambdaDetails", "functionName").textOrNull())
                .fact("Snapshot", Readable.resource(resource.at("ebsSnapshotDetails", "snapshotArn")));
    }

    private Json bucket() {
        List<Json> buckets = resource.at("s3BucketDetails").items();
        return buckets.isEmpty() ? resource.at("s3BucketDetails") : buckets.get(0);
    }

    private String container() {
        Json container = resource.at("containerDetails").isEmpty()
                ? first(resource.at("ecsClusterDetails", "taskDetails", "containers"))
                : resource.at("containerDetails");
        Optional<String> image = container.at("image").text();
        return container.at("name").text().map(name -> image.map(from -> name + " (" + from + ")").orElse(name)).or(() -> image)
                .orElse(null);
    }

    private static Json first(Json array) {
        List<Json> items = array.items();
        return items.isEmpty() ? array : items.get(0);
    }

    private static String named(Json id, Json tags) {
        Optional<String> name = tags.items().stream().filter(tag -> tag.at("key").is("Name"))
                .map(tag -> tag.at("value").text()).flatMap(Optional::stream).findFirst();
        return id.text().map(found -> name.map(called -> called + " (" + found + ")").orElse(found)).orElse(null);
    }

    private static String user(Json key) {
        Optional<String> type = key.at("userType").text();
        return key.at("userName").text().map(name -> type.map(of -> name + " (" + of + ")").orElse(name)).orElse(null);
    }

    private static String workload(Json workload) {
        List<String> parts = Stream.of("namespace", "type", "name").map(part -> workload.at(part).text())
                .flatMap(Optional::stream).toList();
        return parts.isEmpty() ? null : String.join("/", parts);
    }
}
