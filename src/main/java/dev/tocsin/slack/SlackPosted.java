package dev.tocsin.slack;

import java.util.Optional;

/**
 * A message that Slack took.
 *
 * @param ts names it in its channel
 * @param threadTs the message in whose thread it stands; empty if it stands in the channel, which is where Slack posts a reply
 *        to what is not there any more
 */
public record SlackPosted(String ts, Optional<String> threadTs) {

    static SlackPosted of(SlackAnswer answer) {
        return new SlackPosted(answer.text("ts"), answer.optional("message", "thread_ts"));
    }
}
