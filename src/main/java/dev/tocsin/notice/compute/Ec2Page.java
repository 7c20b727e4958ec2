package dev.tocsin.notice.compute;

import dev.tocsin.aws.ConsoleLinks;

/** Pages of the EC2 console, which many families lead to; null where there is no Region or no id. */
final class Ec2Page {

    private Ec2Page() {
    }

    static String instance(String region, String id) {
        return page(region, "#InstanceDetails:instanceId=", id, "");
    }

    static String volume(String region, String id) {
        return page(region, "#VolumeDetails:volumeId=", id, "");
    }

    static String snapshot(String region, String id) {
        return page(region, "#SnapshotDetails:snapshotId=", id, "");
    }

    static String image(String region, String id) {
        return page(region, "#ImageDetails:imageId=", id, "");
    }

    static String scalingGroup(String region, String name, String view) {
        return page(region, "#AutoScalingGroupDetails:id=", name, ";view=" + view);
    }

    /** Who called what about a resource: the answer to "who stopped it?". */
    static String history(String region, String id) {
        return isUnknown(id) ? null
                : ConsoleLinks.page(region, "cloudtrailv2/home#/events?ResourceName=" + ConsoleLinks.encode(id)).orElse(null);
    }

    private static String page(String region, String place, String id, String rest) {
        return isUnknown(id) ? null
                : ConsoleLinks.page(region, "ec2/home" + place + ConsoleLinks.encode(id) + rest).orElse(null);
    }

    private static boolean isUnknown(String id) {
        return id == null || id.isBlank();
    }
}
