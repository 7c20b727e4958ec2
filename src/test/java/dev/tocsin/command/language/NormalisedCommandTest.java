package dev.tocsin.command.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.KnownModels;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;

class NormalisedCommandTest {

    /** Of so many operations one is tried. */
    private static final int SOME = 3;

    private final CommandReader reader = KnownReader.known();

    @Test
    void readsAsTheSameCallAgain() {
        Random random = new Random(15);
        RandomCalls calls = new RandomCalls(random);
        int read = 0;
        for (String name : KnownModels.all().names()) {
            ServiceModel service = KnownModels.all().service(name).orElseThrow();
            for (OperationModel operation : service.operations()) {
                if (random.nextInt(SOME) == 0) {
                    ObjectNode parameters = calls.parameters(service, operation);
                    Optional<String> region = random.nextBoolean() ? Optional.of("eu-central-1") : Optional.empty();
                    Optional<String> query = random.nextBoolean() ? Optional.of(calls.query()) : Optional.empty();
                    String normalised = NormalisedCommand.of(service, operation, parameters, region, query);
                    if (normalised.length() <= Tokenizer.LONGEST) {
                        read++;
                        assertSame(normalised, normalised, operation, parameters, region, query);
                        assertSame(normalised, asSlackSendsIt(normalised), operation, parameters, region, query);
                    }
                }
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }

    private void assertSame(String normalised, String typed, OperationModel operation, ObjectNode parameters,
            Optional<String> region, Optional<String> query) {
        Command command = reader.read(typed);
        assertThat(command).as(typed).isInstanceOf(Command.Call.class);
        Command.Call call = (Command.Call) command;
        assertThat(call.operation().name()).isEqualTo(operation.name());
        assertThat(call.parameters()).as(typed).isEqualTo(parameters);
        assertThat(call.parameters().toString()).as(typed).isEqualTo(parameters.toString());
        assertThat(call.region()).isEqualTo(region);
        assertThat(call.query()).isEqualTo(query);
        assertThat(call.normalised()).isEqualTo(normalised);
    }

    private static String asSlackSendsIt(String typed) {
        return "<@U012345> " + typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Test
    void isWrittenAsPeopleWriteIt() {
        for (String command : List.of("cloudwatch describe-alarms --state-value ALARM --region eu-central-1",
                "ec2 describe-instances --instance-ids i-1 i-2 --filters Name=instance-state-name,Values=running,stopped",
                "lambda invoke --function-name orders --payload '{\"a\": 1}'",
                "ec2 stop-instances --instance-ids i-1 --no-dry-run",
                "sqs send-message --queue-url https://sqs.eu-central-1.amazonaws.com/1/q --message-body \"it's me\"",
                "lambda list-functions --query 'Functions[?Runtime==`java17`].FunctionName'")) {
            assertThat(reader.read(command)).isInstanceOfSatisfying(Command.Call.class,
                    call -> assertThat(call.normalised()).isEqualTo(command));
        }
    }
}
