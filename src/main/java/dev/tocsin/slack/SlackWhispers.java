package dev.tocsin.slack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.outbound.HttpBody;
import dev.tocsin.outbound.HttpLimits;
import dev.tocsin.outbound.HttpPosts;
import dev.tocsin.outbound.Outbound;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Tells one person something that nobody else sees, where they pressed a button. It is a courtesy: it is not repeated, and
 * while
 * too much of it is under way it is left out.
 */
@ApplicationScoped
public class SlackWhispers {

    private static final int MOST_UNDER_WAY = 32;
    private static final int OK = 200;
    private static final int MAX_ANSWER_BYTES = 16 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

    private final HttpPosts http;
    private final Duration patience;
    private final List<String> origins;
    private final Semaphore places = new Semaphore(MOST_UNDER_WAY);

    SlackWhispers(SlackAppConfig config, Outbound outbound) {
        this.patience = config.timeout();
        this.origins = config.webhookOrigins();
        this.http = outbound
                .posts(new HttpLimits(CONNECT, CONNECT, MOST_UNDER_WAY, HttpLimits.ANY, KEEP_ALIVE, MAX_ANSWER_BYTES));
    }

    /** Empty if it is none of Slack's. */
    public Optional<ResponseUrl> url(String text) {
        return ResponseUrl.of(text, origins);
    }

    /** Does not wait for it. */
    public void tell(ResponseUrl url, String words) {
        if (!places.tryAcquire()) {
            Log.info("Somebody who pressed a button in Slack is not answered, since too many are");
            return;
        }
        http.post(url.text(), Optional.empty(), HttpBody.json(message(words)), patience)
                .onTermination().invoke(places::release)
                .subscribe().with(answer -> {
                    if (answer.status() != OK) {
                        Log.infof("Slack did not take an answer to somebody who pressed a button: HTTP %d", answer.status());
                    }
                }, failure -> Log.infof("Slack cannot be told an answer to somebody who pressed a button: %s",
                        failure.getClass().getSimpleName()));
    }

    /** Whether Slack took a message for one person. Never fails. */
    public Uni<Boolean> tell(ResponseUrl url, ObjectNode message) {
        ObjectNode alone = message.deepCopy().put("response_type", "ephemeral").put("replace_original", false);
        return http.post(url.text(), Optional.empty(), HttpBody.json(alone.toString()), patience)
                .map(answer -> answer.status() == OK).onFailure().recoverWithItem(false);
    }

    static String message(String words) {
        return JsonNodeFactory.instance.objectNode().put("response_type", "ephemeral").put("replace_original", false)
                .put("text", words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")).toString();
    }
}
