package dev.tocsin.context;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.notice.Cut;

/**
 * Which tags say something to people. Names of tags differ in their letters' case from team to team.
 *
 * @param owner names of tags, the first that is there counts
 * @param runbook the same
 */
record KnownTags(List<String> owner, List<String> runbook) {

    private static final int LONGEST_OWNER = 100;
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"|]{3,1900}");

    Optional<String> owner(Map<String, String> tags) {
        return first(owner, tags).map(value -> Cut.end(value.replaceAll("\\s+", " ").strip(), LONGEST_OWNER));
    }

    /** Only what can be opened. */
    Optional<String> runbook(Map<String, String> tags) {
        return first(runbook, tags).map(String::strip).filter(value -> ADDRESS.matcher(value).matches());
    }

    private static Optional<String> first(List<String> names, Map<String, String> tags) {
        for (String name : names) {
            for (Map.Entry<String, String> tag : tags.entrySet()) {
                if (tag.getKey().toLowerCase(Locale.ROOT).equals(name.strip().toLowerCase(Locale.ROOT))
                        && !tag.getValue().isBlank()) {
                    return Optional.of(tag.getValue());
                }
            }
        }
        return Optional.empty();
    }
}
