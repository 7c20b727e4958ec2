package dev.tocsin.notice.data;

import java.util.Optional;

import dev.tocsin.aws.ConsoleLinks;

/** Pages of CloudWatch Logs. That console wants names encoded twice, with dollar signs for the percent signs. */
final class LogPage {

    private static final String GROUP = "cloudwatch/home#logsV2:log-groups/log-group/";

    private LogPage() {
    }

    static Optional<String> group(String region, String group) {
        return ConsoleLinks.page(region, GROUP + encode(group));
    }

    static Optional<String> stream(String region, String group, String stream) {
        return ConsoleLinks.page(region, GROUP + encode(group) + "/log-events/" + encode(stream));
    }

    /** The streams of a group whose names begin so. */
    static Optional<String> streams(String region, String group, String prefix) {
        return ConsoleLinks.page(region, GROUP + encode(group) + "$3FlogStreamNameFilter$3D" + encode(prefix));
    }

    private static String encode(String name) {
        return ConsoleLinks.encode(ConsoleLinks.encode(name)).replace('%', '$');
    }
}
