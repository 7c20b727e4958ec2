package dev.tocsin.chat;

import java.util.Map;

/**
 * A button below notifications that gives a command: one of ours, or one that people have added.
 *
 * @param name of the action, unique; ours begin with a dot
 * @param text on the button
 * @param command with {@code $variables} in it
 * @param variables the values of these, taken from the notice, by the names as the command has them; they are values wherever
 *        they stand, and nothing in them may become a part of the command
 */
public record ActionButton(String name, String text, String command, Map<String, String> variables) {

    public ActionButton {
        variables = Map.copyOf(variables);
    }
}
