package dev.tocsin.command;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.command.slack.CommandBlocks;

/**
 * A button under what was said of a command.
 *
 * @param choice which of several accounts its button stands for
 */
public record PressedButton(UUID command, Kind kind, Optional<String> choice) {

    private static final String CHOICE = CommandBlocks.ACCOUNT + "-";
    private static final int LONGEST_CHOICE = 255;
    private static final Map<String, Kind> KINDS = Map.of(CommandBlocks.RUN, Kind.RUN, CommandBlocks.CANCEL, Kind.CANCEL,
            CommandBlocks.MORE, Kind.MORE, CommandBlocks.JSON, Kind.JSON);

    /** What it is for. */
    public enum Kind {
        RUN,
        CANCEL,
        ACCOUNT,
        MORE,
        JSON
    }

    /** Empty if it is none of these. */
    public static Optional<PressedButton> of(String actionId, UUID command) {
        if (actionId.startsWith(CHOICE) && actionId.length() <= LONGEST_CHOICE) {
            return Optional.of(new PressedButton(command, Kind.ACCOUNT, Optional.of(actionId.substring(CHOICE.length()))));
        }
        return Optional.ofNullable(KINDS.get(actionId)).map(kind -> new PressedButton(command, kind, Optional.empty()));
    }
}
