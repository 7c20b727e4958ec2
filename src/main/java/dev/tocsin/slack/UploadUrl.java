package dev.tocsin.slack;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Whether a URL that an answer names is one of Slack's own, or of whoever stands in for it. */
final class UploadUrl {

    private static final int LONGEST = 4_000;

    private UploadUrl() {
    }

    /**
     * Of the API's scheme and port, and of its host or one below it ({@code files.slack.com}).
     *
     * @param api the base of the Web API
     */
    static boolean isOf(URI api, String url) {
        if (url.length() > LONGEST) {
            return false;
        }
        try {
            URI to = new URI(url);
            String host = to.getHost() == null ? "" : to.getHost().toLowerCase(Locale.ROOT);
            String family = api.getHost().toLowerCase(Locale.ROOT);
            return api.getScheme().equalsIgnoreCase(to.getScheme()) && to.getRawUserInfo() == null
                    && to.getPort() == api.getPort() && (host.equals(family) || host.endsWith("." + family));
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
