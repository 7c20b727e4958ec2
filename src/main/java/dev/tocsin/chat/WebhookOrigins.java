package dev.tocsin.chat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.Config;

/**
 * The origins (scheme, host and port) that webhook URLs may have. A URL is configured by people but requested by this
 * server, from inside its network; the list is what keeps it from being pointed at anything else. Nothing is matched by
 * prefix or pattern: the origins of the parsed URL and of the list must be equal, or the list has the {@link OriginSuffix}
 * that the URL's host ends with.
 */
public final class WebhookOrigins {

    /** Slack's are about 80 characters long, Chime's about 150, those of Teams about 320. */
    private static final int MAX_LENGTH = 1_024;

    private final Set<String> origins;
    private final List<OriginSuffix> suffixes;

    private WebhookOrigins(Set<String> origins, List<OriginSuffix> suffixes) {
        this.origins = origins;
        this.suffixes = suffixes;
    }

    /**
     * Reads a configured list.
     *
     * @param property whose list it is, for the message
     * @throws IllegalArgumentException if an entry is neither {@code http(s)://host[:port]} nor an {@link OriginSuffix}, so
     *         that a mistake is seen at start; an entry is shown only if it can be no whole webhook URL
     */
    public static WebhookOrigins parse(String property, List<String> origins) {
        Set<String> parsed = new LinkedHashSet<>();
        List<OriginSuffix> suffixes = new ArrayList<>();
        for (int i = 0; i < origins.size(); i++) {
            int number = i + 1;
            String entry = origins.get(i).strip();
            if (OriginSuffix.isMeant(entry)) {
                suffixes.add(OriginSuffix.parse(property, number, entry));
            } else {
                parsed.add(parseOrigin(entry).orElseThrow(() -> new IllegalArgumentException(property
                        + " must be a list of origins of the form https://host[:port], without a path; entry " + number
                        + " is none")));
            }
        }
        return new WebhookOrigins(parsed, List.copyOf(suffixes));
    }

    /**
     * Reads the list before anything is started.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static void require(Config config, String property) {
        config.getOptionalValues(property, String.class).ifPresent(origins -> parse(property, origins));
    }

    /** Whether nothing speaks against the URL. */
    public boolean allows(String url) {
        return objection(url).isEmpty();
    }

    /**
     * What speaks against the URL, or empty if its origin is in the list and its form leaves nothing to interpretation.
     * Names nothing of the URL but its origin.
     */
    public Optional<String> objection(String url) {
        if (url == null || url.isEmpty()) {
            return Optional.of("the URL is missing");
        }
        if (url.length() > MAX_LENGTH) {
            return Optional.of("the URL is longer than " + MAX_LENGTH + " characters");
        }
        if (!isPlainAscii(url)) {
            return Optional.of("the URL holds white space, a backslash, a control character or one outside ASCII");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException malformed) {
            return Optional.of("the URL is malformed");
        }
        return objection(uri);
    }

    private Optional<String> objection(URI uri) {
        if (uri.getHost() == null || uri.getScheme() == null) {
            return Optional.of("the URL is not of the form https://host/path");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("the URL carries a user name");
        }
        if (uri.getRawFragment() != null) {
            return Optional.of("the URL has a fragment");
        }
        if (uri.getRawAuthority().endsWith(":")) {
            return Optional.of("the URL has an empty port");
        }
        Optional<String> origin = originOf(uri);
        if (origin.isEmpty()) {
            return Optional.of("the URL is neither https nor http");
        }
        return origin.filter(o -> !origins.contains(o) && suffixes.stream().noneMatch(suffix -> suffix.fits(o)))
                .map(o -> "the origin " + o + " is not allowed, only " + this);
    }

    private static Optional<String> parseOrigin(String origin) {
        try {
            URI uri = new URI(origin);
            boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null
                    && uri.getHost() != null && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
            return Optional.of(uri).filter(u -> bare).flatMap(WebhookOrigins::originOf);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> originOf(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1;
        if (usual == -1) {
            return Optional.empty();
        }
        String port = uri.getPort() == -1 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
    }

    private static boolean isPlainAscii(String url) {
        return url.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    }

    /** The origins in the order of the list, then the suffixes. */
    @Override
    public String toString() {
        return Stream.concat(origins.stream(), suffixes.stream().map(OriginSuffix::toString)).collect(Collectors.joining(", "));
    }
}
