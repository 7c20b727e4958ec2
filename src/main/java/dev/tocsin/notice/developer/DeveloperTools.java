package dev.tocsin.notice.developer;

import java.util.Locale;
import java.util.Optional;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;

/**
 * What the developer tools have in common: they notify by rules of their own as well as by EventBridge, with the same detail.
 */
final class DeveloperTools {

    private static final int SHORT_COMMIT = 10;

    private DeveloperTools() {
    }

    /** Rules write the source with and without {@code aws.} */
    static boolean isOf(Event event, String tool, String... types) {
        return event.is("aws." + tool, types) || event.is(tool, types);
    }

    /** What belongs together, in the same words whatever route told of it. */
    static String key(Event event, String tool, String... path) {
        return key(tool, event.account().orElse(null), event.region().orElse(null), path);
    }

    static String key(String tool, String account, String region, String... path) {
        return tool + "/" + account + "/" + region + "/" + String.join("/", path);
    }

    /** @param path below {@code codesuite/}; its parts encoded */
    static String page(Event event, String path) {
        return page(event.region().orElse(null), path);
    }

    static String page(String region, String path) {
        return ConsoleLinks.page(region, "codesuite/" + path).orElse(null);
    }

    /** As people know commits. */
    static String shortCommit(String id) {
        return id.length() > SHORT_COMMIT ? id.substring(0, SHORT_COMMIT) : id;
    }

    /** {@code FAST_FORWARD_MERGE} as "fast forward merge". */
    static String words(String constant) {
        return constant.replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    /** Who did it, from the ARN of an IAM or STS principal; text that is no ARN as it is. */
    static String principal(String arn) {
        Optional<String> resource = Arn.parse(arn).map(Arn::resource);
        if (resource.isEmpty()) {
            return arn;
        }
        String[] parts = resource.get().split("/", 3);
        return switch (parts[0]) {
            case "assumed-role" -> parts.length == 3 ? parts[2] + " (" + parts[1] + ")" : resource.get();
            case "user", "federated-user" -> resource.get().substring(parts[0].length() + 1);
            default -> resource.get();
        };
    }
}
