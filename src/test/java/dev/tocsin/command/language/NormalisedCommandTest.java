package dev.tocsin.command.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            logs start-query --log-group-name g --query-string q        | --start-time -1h           | --start-time 2025-03-01T11:00:00Z     | startTime | 1740826800
            logs start-query --log-group-name g --query-string q        | --start-time 1740826800    | --start-time 2025-03-01T11:00:00Z     | startTime | 1740826800
            logs start-query --log-group-name g --query-string q        | --start-time 1740826800123 | --start-time 1740826800123            | startTime | 1740826800123
            logs filter-log-events --log-group-name g                   | --start-time -1h           | --start-time 2025-03-01T11:00:00Z     | startTime | 1740826800000
            logs filter-log-events --log-group-name g                   | --end-time 1740826800123   | --end-time 2025-03-01T11:00:00.123Z   | endTime   | 1740826800123
            logs filter-log-events --log-group-name g                   | --start-time 1740826800    | --start-time 1740826800               | startTime | 1740826800
            logs create-export-task --log-group-name g --destination d  | --from 0                   | --from 0                              | from      | 0
            logs create-export-task --log-group-name g --destination d  | --from 2025-03-01          | --from 2025-03-01T00:00:00Z           | from      | 1740787200000
            cloudwatch get-metric-statistics --namespace n --metric-name m --period 60 | --start-time -1h | --start-time 2025-03-01T11:00:00Z | StartTime | 2025-03-01T11:00:00Z
            """)
    void showsMomentsThatMeanTheSameWhenTheyAreRead(String begin, String typed, String shown, String member, String value) {
        Command.Call first = called(begin + " " + typed);
        assertThat(first.normalised()).contains(shown);
        assertThat(first.parameters().path(member).asText()).isEqualTo(value);
        Command.Call again = called(first.normalised());
        assertThat(again.parameters()).isEqualTo(first.parameters());
        assertThat(again.normalised()).isEqualTo(first.normalised());
    }

    @Test
    void readsEveryMomentAgain() {
        Random random = new Random(15);
        for (String command : List.of("logs start-query --start-time ", "logs get-log-events --start-time ")) {
            for (int i = 0; i < 2_000; i++) {
                long number = random.nextLong() >> random.nextInt(63);
                Command.Call call = called(command + number);
                assertThat(call.parameters().path("startTime").asLong()).isEqualTo(number);
                assertThat(called(call.normalised()).parameters()).as(call.normalised()).isEqualTo(call.parameters());
            }
        }
    }

    private Command.Call called(String typed) {
        Command command = reader.read(typed);
        return command instanceof Command.Incomplete incomplete ? incomplete.soFar() : (Command.Call) command;
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
