package dev.tocsin.sns.subscription;

import java.net.URI;
import java.util.Optional;

import dev.tocsin.address.BaseUrl;

/** Where SNS reaches us: {@code tocsin.public-url} and {@code /sns}. */
final class OurEndpoint {

    private static final String PATH = "/sns";
    private static final String PROPERTY = "tocsin.public-url";
    private static final String PLACEHOLDER = "https://TOCSIN-PUBLIC-URL" + PATH;

    private final Optional<URI> url;
    private final Optional<String> objection;

    /** @param plainHttp whether http will do, as it does in front of a stand-in on the same machine */
    OurEndpoint(Optional<URI> publicUrl, boolean plainHttp) {
        this.objection = objection(publicUrl, plainHttp);
        this.url = objection.isPresent() ? Optional.empty() : publicUrl.map(OurEndpoint::withPath);
    }

    private static URI withPath(URI base) {
        return URI.create(BaseUrl.of(base) + PATH);
    }

    private static Optional<String> objection(Optional<URI> publicUrl, boolean plainHttp) {
        if (publicUrl.isEmpty()) {
            return Optional.of(PROPERTY + " is not set, so SNS cannot be told where to deliver");
        }
        URI url = publicUrl.get();
        boolean scheme = "https".equals(url.getScheme()) || plainHttp && "http".equals(url.getScheme());
        return scheme && url.getHost() != null && url.getRawUserInfo() == null && url.getRawQuery() == null
                && url.getRawFragment() == null
                        ? Optional.empty()
                        : Optional.of(PROPERTY + " must be of the form https://tocsin.example.com");
    }

    /** Why there is none. */
    Optional<String> objection() {
        return objection;
    }

    /** Whether a topic's reason is that there is no endpoint. */
    static boolean isObjection(String reason) {
        return reason != null && reason.startsWith(PROPERTY + " ");
    }

    String protocol() {
        return url.map(URI::getScheme).orElse("https");
    }

    /** For commands that people type, with a placeholder if there is none. */
    String text() {
        return url.map(URI::toString).orElse(PLACEHOLDER);
    }

    boolean is(String endpoint) {
        return url.isPresent() && url.get().toString().equals(endpoint);
    }

    /** Whether it could be an address that we had once: the same host with another path, or another host with our path. */
    boolean looksLikeAnEarlierOne(String endpoint) {
        if (url.isEmpty() || is(endpoint)) {
            return false;
        }
        try {
            URI other = new URI(endpoint);
            return other.getHost() != null
                    && (other.getHost().equalsIgnoreCase(url.get().getHost()) || url.get().getPath().equals(other.getPath()));
        } catch (java.net.URISyntaxException noUrl) {
            return false;
        }
    }
}
