package dev.tocsin.access;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.quarkus.arc.All;

/**
 * Which role a request needs. Whoever adds a path that changes something and says nothing here or by {@link EditorPaths} has
 * made it the administrators'; so is an address that is spelt in an unusual way, since it may lead where it does not seem to.
 */
@Singleton
final class NeededRole {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    /** The first name plainly written, and nothing that the resources read in another way than this class. */
    private static final Pattern PLAIN = Pattern.compile("/api(/[A-Za-z0-9-]+(/[^/;]+)*)?/?");
    private static final Pattern OF_ADMINISTRATORS = Pattern.compile("/api/(tokens|audit|system|commands)(/.*)?");

    /** What editors may change beside configurations, by path. */
    private static final List<Pattern> OF_EDITORS = List.of(
            Pattern.compile("/api/configurations/[^/]+/(test|enable|disable)"),
            Pattern.compile("/api/configurations/import"),
            Pattern.compile("/api/deliveries/[^/]+/redeliver"),
            Pattern.compile("/api/notifications/[^/]+/deliver"),
            Pattern.compile("/api/postings/[^/]+/(acknowledge|resolve|reopen)"),
            Pattern.compile("/api/topics/[^/]+/(check|publish)"),
            Pattern.compile("/api/preview"));

    /** What anybody who has a role may do, since it is only asked for: by a link that Tocsin showed to one person in Slack. */
    private static final Pattern OF_VIEWERS = Pattern.compile("/api/command-people/link/[^/]+");

    private final List<Pattern> ofEditors;

    NeededRole(@All List<EditorPaths> others) {
        this.ofEditors = Stream.concat(OF_EDITORS.stream(), others.stream().flatMap(one -> one.paths().stream())
                .map(path -> Pattern.compile("\\Q" + path.replace("*", "\\E[^/]+\\Q") + "\\E"))).toList();
    }

    /** @param path normalized, as it comes, still percent-encoded */
    Role of(String method, String path) {
        if (!PLAIN.matcher(path).matches() || OF_ADMINISTRATORS.matcher(path).matches()) {
            return Role.ADMIN;
        }
        if (READING.contains(method) || method.equals("POST") && OF_VIEWERS.matcher(path).matches()) {
            return Role.VIEWER;
        }
        return ofEditors.stream().anyMatch(pattern -> pattern.matcher(path).matches()) ? Role.EDITOR : Role.ADMIN;
    }
}
