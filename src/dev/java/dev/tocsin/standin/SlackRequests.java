package dev.tocsin.standin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what Slack sends to an app's URLs. */
public final class SlackRequests {

    private SlackRequests() {
    }

    /**
     * The headers that come with a body.
     *
     * @param timestamp in seconds since 1970
     */
    public static Map<String, String> headers(String body, long timestamp, String signingSecret) {
        return headers("application/json", body, timestamp, signingSecret);
    }

    /** The headers that come with a form. */
    public static Map<String, String> formHeaders(String form, long timestamp, String signingSecret) {
        return headers("application/x-www-form-urlencoded", form, timestamp, signingSecret);
    }

    private static Map<String, String> headers(String type, String body, long timestamp, String signingSecret) {
        return Map.of("Content-Type", type, "X-Slack-Request-Timestamp", Long.toString(timestamp), "X-Slack-Signature",
                "v0=" + hmac(signingSecret, "v0:" + timestamp + ":" + body));
    }

    /** An event as it is posted to the app, for instance {@code app_uninstalled}. */
    public static String event(String teamId, String event, long time) {
        return """
                {"token":"x","team_id":"%s","api_app_id":"%s","event":%s,"type":"event_callback","event_id":"Ev%d",\
                "event_time":%d}""".formatted(teamId, SlackTeams.APP_ID, event, time, time);
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
