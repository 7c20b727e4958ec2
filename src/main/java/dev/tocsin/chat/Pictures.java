package dev.tocsin.chat;

import java.util.Set;

import io.smallrye.mutiny.Uni;

/** Where a chat keeps pictures that its messages show. Nothing here fails, and everything ends in time. */
public interface Pictures {

    /** Which destinations show them, see {@link Chat#kinds()}. */
    Set<String> kinds();

    /**
     * Gives the chat a picture, and waits until a message can show it: seconds, as a rule.
     *
     * @param png at most a megabyte
     * @param title one line
     * @param words what it shows, for those who cannot see it
     */
    Uni<Given> give(Destination destination, byte[] png, String title, String words);

    /** Lets the chat throw one away that no message shows any more. */
    Uni<Void> discard(Destination destination, Chart.Picture picture);

    /** What became of a picture. */
    sealed interface Given {
    }

    /** A message can show it. */
    record Taken(Chart.Picture picture) implements Given {
    }

    /**
     * No message can show it.
     *
     * @param reason for people, on one line
     * @param isForGood whether others will be refused as well until somebody allows it
     */
    record NotTaken(String reason, boolean isForGood) implements Given {
    }
}
