package dev.tocsin.access;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.vertx.core.http.HttpServerRequest;

/**
 * Whether a request was sent by a page of ours. Browsers say of each changing request which site sent it, and no page can make
 * them say something else.
 */
@Singleton
final class SameOrigin {

    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final Set<String> OWN = Set.of("same-origin", "none");
    /** Of RFC 7239. */
    private static final Pattern PROTO_HTTPS = Pattern.compile("(?:^|;)\\s*proto=(?:https|\"https\")\\s*(?:;|$)");
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /** Under which browsers may know us, by the settings. */
    private final List<URI> known;

    SameOrigin(@ConfigProperty(name = "tocsin.console.url") Optional<URI> consoleUrl,
            @ConfigProperty(name = "tocsin.public-url") Optional<URI> publicUrl) {
        this.known = Stream.of(consoleUrl, publicUrl).flatMap(Optional::stream).toList();
    }

    /** What a request's headers say. */
    enum Sender {
        OURS,
        FOREIGN,
        /** No browser of today; it says nothing. */
        UNKNOWN
    }

    /**
     * Where TLS ends at a proxy we see http and an address of the inside, so of an origin only the host and the port count.
     * They
     * may be those of Host, of X-Forwarded-Host, which no page of another site can set either, or of one of our settings.
     */
    Sender senderOf(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        String site = request.getHeader(FETCH_SITE);
        if (site != null && !OWN.contains(site) || origin != null && !isOurs(origin, site, request)) {
            return Sender.FOREIGN;
        }
        return site == null && origin == null ? Sender.UNKNOWN : Sender.OURS;
    }

    /** Which is said of whatever a browser asks for, by a link too. */
    static boolean isSentByAnotherSite(HttpServerRequest request) {
        String site = request.getHeader(FETCH_SITE);
        return site != null && !OWN.contains(site);
    }

    /** Whether the browser speaks TLS, with us or with a proxy before us. */
    boolean isOverTls(HttpServerRequest request) {
        String forwarded = request.getHeader("X-Forwarded-Proto");
        String standard = request.getHeader("Forwarded");
        return request.isSSL() || forwarded != null && first(forwarded).equals("https")
                || standard != null && PROTO_HTTPS.matcher(first(standard)).find()
                || known.stream().filter(url -> "https".equals(url.getScheme())).map(SameOrigin::hostAndPort)
                        .flatMap(Optional::stream).anyMatch(hosts(request, HTTPS)::contains);
    }

    private boolean isOurs(String origin, String site, HttpServerRequest request) {
        if (origin.equals("null")) {
            // From a page that keeps its address to itself; then the browser's own word is what there is.
            return site != null;
        }
        try {
            URI parsed = URI.create(origin);
            return hostAndPort(parsed).filter(own -> hosts(request, port(parsed)).contains(own)
                    || known.stream().map(SameOrigin::hostAndPort).flatMap(Optional::stream).anyMatch(own::equals)).isPresent();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** @param usual the port where none is named */
    private static Set<String> hosts(HttpServerRequest request, int usual) {
        Set<String> hosts = new TreeSet<>();
        for (String name : new String[] { "Host", "X-Forwarded-Host" }) {
            String said = request.getHeader(name);
            if (said != null && !said.isBlank()) {
                String host = first(said);
                hosts.add(host.matches(".*:[0-9]+") ? host : host + ":" + usual);
            }
        }
        return hosts;
    }

    /** Of several proxies the outermost speaks first. */
    private static String first(String list) {
        return list.split(",", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> hostAndPort(URI url) {
        return Optional.ofNullable(url.getHost()).map(host -> host.toLowerCase(Locale.ROOT) + ":" + port(url));
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? HTTPS : HTTP;
    }
}
