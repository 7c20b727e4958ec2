package dev.tocsin.chat;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.notice.Notice;

/**
 * One notice on its way to one destination.
 *
 * @param deliveryId names the delivery, so that a copy in the chat can be found again; 0 if it shows several, or none
 * @param notice what to show
 * @param form how to show it
 * @param lateSince when the notification was published, if that is so long ago that readers must be told
 * @param life what it shows beside the notice
 */
public record Posting(long deliveryId, Notice notice, Form form, Optional<Instant> lateSince, Life life) {

    /** One that stands for nothing but itself. */
    public Posting(long deliveryId, Notice notice, Form form, Optional<Instant> lateSince) {
        this(deliveryId, notice, form, lateSince, Life.NONE);
    }

    /** Whether what it shows can be told from all else in a chat. */
    public boolean isOfOneDelivery() {
        return deliveryId != 0;
    }

    /** The same of another notice. */
    public Posting of(Notice notice) {
        return new Posting(deliveryId, notice, form, lateSince, life);
    }

    /** The same in another form. */
    public Posting in(Form form) {
        return new Posting(deliveryId, notice, form, lateSince, life);
    }

    /** The same with another life. */
    public Posting with(Life life) {
        return new Posting(deliveryId, notice, form, lateSince, life);
    }
}
