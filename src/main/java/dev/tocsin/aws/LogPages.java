package dev.tocsin.aws;

import java.util.Optional;

/**
 * Pages of CloudWatch Logs in the console, which encodes names in its fragment twice, with a dollar sign for the second
 * percent sign. Empty where the Region is none or a name is missing.
 */
public final class LogPages {

    private static final String GROUP = "cloudwatch/home#logsV2:log-groups/log-group/";

    private LogPages() {
    }

    /** The streams of a log group. */
    public static Optional<String> group(String region, String group) {
        return page(region, group, "");
    }

    /** The events of a stream; the group's page where the stream is not known. */
    public static Optional<String> stream(String region, String group, String stream) {
        return page(region, group, isNamed(stream) ? "/log-events/" + encode(stream) : "");
    }

    /** The streams of a group whose names begin so. */
    public static Optional<String> streams(String region, String group, String prefix) {
        return page(region, group, "$3FlogStreamNameFilter$3D" + encode(prefix));
    }

    /** The events of a group that contain some words, such as a request id. */
    public static Optional<String> search(String region, String group, String words) {
        return page(region, group, "/log-events$3FfilterPattern$3D" + encode('"' + words + '"'));
    }

    private static Optional<String> page(String region, String group, String rest) {
        return isNamed(group) ? ConsoleLinks.page(region, GROUP + encode(group) + rest) : Optional.empty();
    }

    private static boolean isNamed(String name) {
        return name != null && !name.isEmpty();
    }

    private static String encode(String name) {
        return ConsoleLinks.encode(ConsoleLinks.encode(name)).replace('%', '$');
    }
}
