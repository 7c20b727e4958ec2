/**
 * The way of a notification through the rooms: {@code sns} verifies it, {@code delivery} stores it together with one
 * delivery per configuration that hears its topic, and when a delivery's turn comes {@code notice} says what the message
 * means and a {@code chat} posts it.
 */
package dev.tocsin;
