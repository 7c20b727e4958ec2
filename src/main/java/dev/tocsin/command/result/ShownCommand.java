package dev.tocsin.command.result;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.command.language.Command;
import dev.tocsin.command.language.NormalisedCommand;
import dev.tocsin.notice.SecretFree;

/** A command as others see it: all of it but the values that are secret, by AWS's models, by their names or by their form. */
public final class ShownCommand {

    private ShownCommand() {
    }

    public static String of(Command.Call call) {
        JsonNode safe = SafeOutput.ofRequest(call.service(), call.operation(), call.parameters());
        Optional<String> query = call.query().map(SecretFree::text);
        // A call that is shown as another was made as it was typed, and has no form of its own.
        return safe.equals(call.parameters()) && query.equals(call.query()) ? call.normalised()
                : NormalisedCommand.of(call.service(), call.operation(), (ObjectNode) safe, call.region(), query);
    }
}
