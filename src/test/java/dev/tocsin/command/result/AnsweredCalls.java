package dev.tocsin.command.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.aws.model.KnownModels;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.command.language.Command;
import dev.tocsin.command.language.NormalisedCommand;

/** Calls of this build's models, and what comes of what AWS says to them. */
public final class AnsweredCalls {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AnsweredCalls() {
    }

    public static Command.Call call(String service, String operation, String... query) {
        return call(service, operation, JsonNodeFactory.instance.objectNode(), query);
    }

    public static Command.Call call(String service, String operation, ObjectNode parameters, String... query) {
        ServiceModel model = KnownModels.all().service(service).orElseThrow();
        OperationModel asked = model.operation(operation).orElseThrow();
        Optional<String> said = query.length == 0 ? Optional.empty() : Optional.of(query[0]);
        return new Command.Call(model, asked, parameters, Optional.empty(), said,
                NormalisedCommand.of(model, asked, parameters, Optional.empty(), said));
    }

    public static CommandResult result(Command.Call call, String output) {
        return new Results().of(call, new AwsAnswer.Done(json(output)));
    }

    /** JSON in which apostrophes are quotation marks. */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
