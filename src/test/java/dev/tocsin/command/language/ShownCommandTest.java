package dev.tocsin.command.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.KnownModels;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.command.result.ShownCommand;

class ShownCommandTest {

    @Test
    void showsWhateverIsAsked() {
        Random random = new Random(15);
        RandomCalls calls = new RandomCalls(random);
        int hidden = 0;
        for (String name : KnownModels.all().names()) {
            ServiceModel service = KnownModels.all().service(name).orElseThrow();
            for (OperationModel operation : service.operations()) {
                ObjectNode parameters = calls.parameters(service, operation);
                String normalised = NormalisedCommand.of(service, operation, parameters, Optional.empty(), Optional.empty());
                String shown = ShownCommand.of(new Command.Call(service, operation, parameters, Optional.empty(),
                        Optional.empty(), normalised));
                assertThat(shown).startsWith(name + " " + operation.cliName());
                hidden += shown.contains("***") ? 1 : 0;
            }
        }
        assertThat(hidden).isGreaterThan(100);
    }
}
