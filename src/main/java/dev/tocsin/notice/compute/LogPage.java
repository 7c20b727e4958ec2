package dev.tocsin.notice.compute;

import dev.tocsin.aws.ConsoleLinks;

/** Pages of CloudWatch Logs; null where there is no Region. */
final class LogPage {

    private LogPage() {
    }

    /** The events of a log group that contain some words, such as a request id. */
    static String search(String region, String group, String words) {
        return page(region, coded(group) + "/log-events$3FfilterPattern$3D" + coded('"' + words + '"'));
    }

    static String stream(String region, String group, String stream) {
        return page(region, coded(group) + "/log-events/" + coded(stream));
    }

    private static String page(String region, String place) {
        return ConsoleLinks.page(region, "cloudwatch/home#logsV2:log-groups/log-group/" + place).orElse(null);
    }

    /** That console encodes names twice and writes a dollar sign for each percent sign. */
    private static String coded(String name) {
        return ConsoleLinks.encode(ConsoleLinks.encode(name)).replace('%', '$');
    }
}
