package dev.tocsin.chat.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Posting;

/** What Slack would be sent, for tests of other rooms. */
public final class RenderedForSlack {

    private RenderedForSlack() {
    }

    public static ObjectNode of(Posting posting) {
        return SlackRenderer.render(posting);
    }
}
