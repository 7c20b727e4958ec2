package dev.tocsin.standin;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One request that the stand-in answered.
 *
 * @param sequence counts up from 1
 * @param kind whom it was meant for
 * @param uri path and query as asked for; may carry a secret
 * @param room the channel or chat room as the page names it; carries no secret
 * @param headers header name in lower case to value, the last one if there are several
 * @param body as sent
 * @param json the body as JSON, or {@link com.fasterxml.jackson.databind.node.MissingNode} if it is none
 * @param status the HTTP status of the answer, 0 if the connection was cut or left open instead
 * @param answer the body of the answer
 * @param accepted whether the message is now to be seen in the room; it may be although the answer says otherwise
 */
public record Received(long sequence, Instant at, Kind kind, String uri, String room, Map<String, String> headers,
        String body, JsonNode json, int status, String answer, boolean accepted) {

    /** Whom a request was meant for. Open, so that a further {@link Counterpart} brings its own. */
    public record Kind(String name) {

        public static final Kind SLACK_WEBHOOK = new Kind("SLACK_WEBHOOK");
        public static final Kind SLACK_API = new Kind("SLACK_API");
        public static final Kind CHIME_WEBHOOK = new Kind("CHIME_WEBHOOK");
        public static final Kind SNS = new Kind("SNS");
        public static final Kind CLOUDWATCH_LOGS = new Kind("CLOUDWATCH_LOGS");

        @Override
        public String toString() {
            return name;
        }
    }

    /** Leaves out whatever may be secret: it ends up in logs and in the messages of failed assertions. */
    @Override
    public String toString() {
        return "Received[" + sequence + " " + kind + " " + room + " status=" + status + " accepted=" + accepted + "]";
    }
}
