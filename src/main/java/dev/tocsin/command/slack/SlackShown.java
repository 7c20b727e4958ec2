package dev.tocsin.command.slack;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * A message as Slack takes it.
 *
 * @param text what notifications of the phone say, escaped as Slack wants it
 * @param blocks within Slack's limits
 * @param snippet what is to be uploaded beside it, since it is too long for a message
 */
public record SlackShown(String text, ArrayNode blocks, Optional<String> snippet) {
}
