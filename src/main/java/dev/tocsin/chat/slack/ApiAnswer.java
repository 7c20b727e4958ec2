package dev.tocsin.chat.slack;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * What the Web API says about a call. Read without building the whole of it, because a success repeats the message.
 *
 * @param error Slack's error code
 * @param ts names the message in its channel
 * @param threadTs names the message in whose thread it stands
 */
record ApiAnswer(boolean ok, Optional<String> error, Optional<String> ts, Optional<String> threadTs) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Reads as far as the body is JSON; what is not there is not said. */
    static ApiAnswer read(String body) {
        boolean ok = false;
        String error = null;
        String ts = null;
        String threadTs = null;
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    JsonToken value = parser.nextToken();
                    ok |= name.equals("ok") && value == JsonToken.VALUE_TRUE;
                    error = name.equals("error") && value == JsonToken.VALUE_STRING ? parser.getText() : error;
                    ts = name.equals("ts") && value == JsonToken.VALUE_STRING ? parser.getText() : ts;
                    if (name.equals("message") && value == JsonToken.START_OBJECT) {
                        threadTs = threadTs(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        } catch (IOException truncated) {
            // What was read before the break counts: a message that Slack took must not be sent again.
            return new ApiAnswer(ok, Optional.ofNullable(error), Optional.ofNullable(ts), Optional.ofNullable(threadTs));
        }
        return new ApiAnswer(ok, Optional.ofNullable(error), Optional.ofNullable(ts), Optional.ofNullable(threadTs));
    }

    private static String threadTs(JsonParser parser) throws IOException {
        String threadTs = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            threadTs = name.equals("thread_ts") && value == JsonToken.VALUE_STRING ? parser.getText() : threadTs;
            parser.skipChildren();
        }
        return threadTs;
    }
}
