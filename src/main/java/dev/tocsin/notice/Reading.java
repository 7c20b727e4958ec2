package dev.tocsin.notice;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message together with its body parsed once for all interpreters.
 *
 * @param json the body as JSON, or {@link com.fasterxml.jackson.databind.node.MissingNode} if it is none
 */
public record Reading(Message message, JsonNode json) {
}
