package dev.tocsin.chat.chime;

import dev.tocsin.chat.Posting;

/** What Chime would be sent, for tests of other rooms. */
public final class RenderedForChime {

    private RenderedForChime() {
    }

    public static String of(Posting posting) {
        return ChimeRenderer.render(posting).path("Content").asText();
    }
}
