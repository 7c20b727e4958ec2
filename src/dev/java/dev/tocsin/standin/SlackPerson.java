package dev.tocsin.standin;

/**
 * Somebody who presses buttons.
 *
 * @param id for instance {@code U0ANN}
 * @param name what Slack calls them
 * @param team the workspace that they belong to
 */
public record SlackPerson(String id, String name, String team) {
}
