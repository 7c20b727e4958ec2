package dev.tocsin.command;

import java.util.Map;

/**
 * A command that a button below a notification stands for.
 *
 * @param command with {@code $variables} in it
 * @param values of these, by their names; nothing in them becomes a part of the command
 * @param configurationName for which it is given
 */
public record OfferedCommand(String command, Map<String, String> values, String configurationName) {

    public OfferedCommand {
        values = Map.copyOf(values);
    }

    /** Without what the notification says. */
    @Override
    public String toString() {
        return "OfferedCommand[" + configurationName + "]";
    }
}
