package dev.tocsin.chat;

import java.util.List;

import dev.tocsin.notice.Notice;
import io.smallrye.mutiny.Uni;

/** Which buttons of their own people have added to notifications. Nothing here fails, and everything ends in time. */
public interface ActionButtons {

    /** Of a notice that a configuration shows, at most five; none where it takes no commands. */
    Uni<List<ActionButton>> below(long configurationId, Notice notice);
}
