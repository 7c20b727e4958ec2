package dev.tocsin.command.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;

/** What somebody wants. */
public sealed interface Command {

    /**
     * To call AWS.
     *
     * @param region as it was said
     * @param query JMESPath, as it was said; it can be read
     * @param normalised the command as it is shown before it runs, with all names in full; it can be typed as it is
     */
    record Call(ServiceModel service, OperationModel operation, ObjectNode parameters, Optional<String> region,
            Optional<String> query, String normalised) implements Command {

        /** For instance {@code lambda invoke}. */
        public String name() {
            return service.name() + " " + operation.cliName();
        }

        /** The same with other parameters, for instance those that ask for the next page. */
        public Call with(ObjectNode others) {
            return new Call(service, operation, others, region, query,
                    NormalisedCommand.of(service, operation, others, region, query));
        }
    }

    /** To call AWS, but something is missing that has to be said. */
    record Incomplete(Call soFar, List<Missing> missing) implements Command {

        /**
         * @param option for instance {@code function-name}
         * @param words what it is
         */
        public record Missing(String option, String words) {
        }
    }

    /** @param markdown what is to be read */
    record Help(String markdown) implements Command {
    }

    record CreateAlias(String name, String action) implements Command {
    }

    record ListAliases() implements Command {
    }

    record DeleteAlias(String name) implements Command {
    }

    /**
     * @param arguments for the variables in their order
     * @param named for variables by their names
     */
    record RunAlias(String name, List<String> arguments, Map<String, String> named) implements Command {
    }

    /**
     * @param account its 12-digit id
     * @param region its id
     */
    record SetDefaults(Optional<String> account, Optional<String> region) implements Command {
    }

    /**
     * What was typed is no command.
     *
     * @param words say what is wrong and what to type instead
     */
    record Unclear(String words) implements Command {
    }
}
