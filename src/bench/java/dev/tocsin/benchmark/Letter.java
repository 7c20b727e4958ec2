package dev.tocsin.benchmark;

import io.vertx.core.buffer.Buffer;

/**
 * A signed notification, ready to be sent.
 *
 * @param number stands in its text, so that it is known again in the chat
 * @param request the whole HTTP request
 */
record Letter(int number, Buffer request) {
}
