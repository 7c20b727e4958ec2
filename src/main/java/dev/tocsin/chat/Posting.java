package dev.tocsin.chat;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.notice.Notice;

/**
 * One notice on its way to one destination.
 *
 * @param deliveryId names the delivery, so that a copy in the chat can be found again
 * @param notice what to show
 * @param form how to show it
 * @param lateSince when the notification was published, if that is so long ago that readers must be told
 */
public record Posting(long deliveryId, Notice notice, Form form, Optional<Instant> lateSince) {
}
