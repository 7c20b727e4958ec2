package dev.tocsin.notice.compute;

import dev.tocsin.aws.ConsoleLinks;

/** Pages of the ECS console; null where there is no Region. */
final class EcsPage {

    private EcsPage() {
    }

    static String service(String region, String cluster, String service) {
        return page(region, cluster, "services/" + ConsoleLinks.encode(service) + "/health");
    }

    static String deployments(String region, String cluster, String service) {
        return page(region, cluster, "services/" + ConsoleLinks.encode(service) + "/deployments");
    }

    /** @param tab {@code configuration} or {@code logs} */
    static String task(String region, String cluster, String task, String tab) {
        return page(region, cluster, "tasks/" + ConsoleLinks.encode(task) + "/" + tab);
    }

    static String infrastructure(String region, String cluster) {
        return page(region, cluster, "infrastructure");
    }

    private static String page(String region, String cluster, String place) {
        return ConsoleLinks.page(region, "ecs/v2/clusters/" + ConsoleLinks.encode(cluster) + "/" + place).orElse(null);
    }
}
