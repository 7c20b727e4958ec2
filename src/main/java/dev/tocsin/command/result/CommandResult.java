package dev.tocsin.command.result;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What came of a command.
 *
 * @param json all of it without secrets, if that is more than what is shown; of 1 MiB at most
 * @param next the parameters that ask for the next page; empty if there is none
 * @param isLaterPage whether it goes on with an answer of which others have come before
 */
public record CommandResult(ShownResult shown, Optional<String> json, Optional<ObjectNode> next, boolean isLaterPage) {

    public CommandResult(ShownResult shown, Optional<String> json, Optional<ObjectNode> next) {
        this(shown, json, next, false);
    }
}
