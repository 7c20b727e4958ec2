package dev.tocsin.aws;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Pages of CloudWatch Logs in the console, which encodes names in its fragment twice, with a dollar sign for the second
 * percent sign. Empty where the Region is none or a name is missing.
 */
public final class LogPages {

    private static final String GROUP = "cloudwatch/home#logsV2:log-groups/log-group/";
    private static final String INSIGHTS = "cloudwatch/home#logsV2:logs-insights$3FqueryDetail$3D";
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

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

    /**
     * Logs Insights with a query over some groups and a time. What it shows stands in the fragment as a value of JSURL, in
     * which all but letters, digits and a few signs is a star and the number of the character; only then it is encoded twice as
     * all names are, but for the stars.
     */
    public static Optional<String> insights(String region, List<String> groups, Instant start, Instant end, String query) {
        if (groups.isEmpty() || !groups.stream().allMatch(LogPages::isNamed)) {
            return Optional.empty();
        }
        String source = groups.stream().map(group -> "~'" + jsurl(group)).collect(Collectors.joining());
        String detail = "~(end~'" + jsurl(MILLIS.format(end)) + "~start~'" + jsurl(MILLIS.format(start))
                + "~timeType~'ABSOLUTE~tz~'UTC~editorString~'" + jsurl(query) + "~source~(" + source + "))";
        return ConsoleLinks.page(region, INSIGHTS + detail.replace("~", "$257E").replace("(", "$2528").replace(")", "$2529")
                .replace("'", "$2527"));
    }

    private static String jsurl(String text) {
        StringBuilder value = new StringBuilder(text.length() + text.length() / 2);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPlain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.".indexOf(c) >= 0;
            value.append(isPlain ? String.valueOf(c)
                    : c < 0x100 ? String.format(Locale.ROOT, "*%02x", (int) c)
                            : String.format(Locale.ROOT, "**%04x", (int) c));
        }
        return value.toString();
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
