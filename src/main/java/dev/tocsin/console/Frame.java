package dev.tocsin.console;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What stands around every page.
 *
 * @param name who is looking
 * @param role what they may do, in the API's words
 * @param form proves with each change that it comes from this page
 * @param path of this page
 * @param query of this page, with its question mark, or empty
 * @param rule who may what of the API, by method and path
 */
public record Frame(String name, String role, boolean canLogOut, String form, String path, String query,
        BiPredicate<String, String> rule) {

    /** What a page says once of the change that led to it: its script takes that out of the address. */
    private static final Map<String, String> DONE = Map.of(
            "done=saved", "Saved",
            "done=enabled", "Enabled",
            "done=disabled", "Disabled",
            "done=checked", "Compared with AWS just now");
    private static final Pattern DELETED = Pattern.compile("deleted=([A-Za-z0-9_-]{1,128})");

    private static final List<Entry> ENTRIES = List.of(
            new Entry("", "Overview", false),
            new Entry("/notifications", "History", false),
            new Entry("/configurations", "Configurations", false),
            new Entry("/topics", "Topics", false),
            new Entry("/slack/workspaces", "Workspaces", false),
            new Entry("/custom-actions", "Commands", false),
            new Entry("/preview", "Try a message", false),
            new Entry("/tokens", "Access", false),
            new Entry("/audit", "Audit", false),
            new Entry("/system", "System", false));

    /** What else is shown under an entry: a configuration, say, is where the API has those of its kind. */
    private static final Map<String, List<String>> BELONGING = Map.of(
            "/configurations", List.of("/slack/channels", "/chime/webhooks", "/teams/webhooks", "/new"),
            "/notifications", List.of("/deliveries", "/refusals", "/postings"),
            "/custom-actions", List.of("/command-people"));

    /** @param path below the console's, and below the API's where that has it */
    public record Entry(String path, String label, boolean isHere) {

        public String address() {
            return "/console" + path;
        }

        /** Nothing is to be seen on the page for trying a message by who may not try one. */
        private String method() {
            return path.equals("/preview") ? "POST" : "GET";
        }

        private boolean covers(String page) {
            return page.replaceFirst("/$", "").equals(address())
                    || Stream.concat(Stream.of(path), BELONGING.getOrDefault(path, List.of()).stream())
                            .filter(one -> !one.isEmpty()).map(one -> "/console" + one)
                            .anyMatch(one -> page.equals(one) || page.startsWith(one + "/"));
        }
    }

    /** What asks for this page again. */
    public String address() {
        return path + query;
    }

    /** What was just done, or null. */
    public String done() {
        String said = query.replaceFirst("^\\?", "");
        Matcher deleted = DELETED.matcher(said);
        return deleted.matches() ? deleted.group(1) + " is deleted" : DONE.get(said);
    }

    /** The pages that this visitor may see. */
    public List<Entry> entries() {
        return shown().map(entry -> new Entry(entry.path, entry.label, entry.covers(path))).toList();
    }

    private Stream<Entry> shown() {
        return ENTRIES.stream().filter(entry -> may(entry.method(), entry.path.isEmpty() ? "/destinations" : entry.path));
    }

    /** Whether this visitor may do that: buttons that may not be pressed are not shown. */
    public boolean may(String method, String path) {
        return rule.test(method, "/api" + path);
    }

    /** What htmx sends along, as JSON. */
    public String headers() {
        return "{\"X-Tocsin-Form\":\"" + form + "\"}";
    }
}
