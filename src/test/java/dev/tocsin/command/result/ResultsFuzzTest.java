package dev.tocsin.command.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.aws.model.KnownModels;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.command.language.Command;

/** Whatever AWS answers, it is shown, and what the models call sensitive is not. */
class ResultsFuzzTest {

    private static final List<String> QUERIES = List.of("*", "@", "*[]", "*[].[@]", "*[].*", "keys(@)", "values(@)",
            "to_string(@)",
            "[0]", "*[0].{a: @, b: @}", "length(@)", "map(&@, *)", "*[?@]", "join(',', keys(@))", "sort(keys(@))", "max(*)");

    private final Results results = new Results();

    @Test
    void showsWhateverIsAnswered() {
        Random random = new Random(15);
        RandomAnswers answers = new RandomAnswers(random);
        for (String name : KnownModels.all().names()) {
            ServiceModel service = KnownModels.all().service(name).orElseThrow();
            for (OperationModel operation : service.operations()) {
                if (random.nextInt(4) > 0) {
                    continue;
                }
                JsonNode output = answers.of(service, operation);
                Optional<String> query = random.nextInt(3) > 0 ? Optional.empty()
                        : Optional.of(QUERIES.get(random.nextInt(QUERIES.size())));
                Command.Call call = new Command.Call(service, operation, JsonNodeFactory.instance.objectNode(),
                        Optional.empty(),
                        query, name + " " + operation.cliName());
                CommandResult result = results.of(call, new AwsAnswer.Done(output));
                check(call, result);
            }
        }
    }

    private static void check(Command.Call call, CommandResult result) {
        boolean isInvocation = call.operation().name().equals("Invoke");
        if (!isInvocation) {
            assertThat(result.shown() + " " + result.json()).as(call.normalised()).doesNotContain(RandomAnswers.SECRET);
        }
        result.json()
                .ifPresent(json -> assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(1024 * 1024));
        if (result.shown() instanceof ShownResult.Table table) {
            assertThat(table.rows()).isNotEmpty().allSatisfy(row -> assertThat(row).hasSameSizeAs(table.columns()));
            assertThat(table.rows().size()).isLessThanOrEqualTo(ShownJson.MOST_ROWS);
        } else if (result.shown() instanceof ShownResult.Fields fields) {
            assertThat(fields.fields()).isNotEmpty();
        }
    }

    @Test
    void showsBigAnswersSoon() {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode reservations = output.putArray("Reservations");
        for (int i = 0; i < 6_000; i++) {
            ObjectNode instance = reservations.addObject().putArray("Instances").addObject().put("InstanceId", "i-" + i)
                    .put("PrivateIpAddress", "10.0.0." + i).put("ImageId", "ami-" + i).put("KeyName", "ops")
                    .put("VpcId", "vpc-12345678").put("SubnetId", "subnet-12345678").put("Architecture", "x86_64")
                    .put("LaunchTime", "2025-03-01T12:00:00Z").put("ClientToken", "token-" + i);
            instance.putObject("State").put("Name", "running").put("Code", 16);
            ArrayNode tags = instance.putArray("Tags");
            for (int j = 0; j < 8; j++) {
                tags.addObject().put("Key", "key-" + j).put("Value", "a value of some length " + i);
            }
        }
        assertThat(output.toString().length()).isGreaterThan(4_000_000);
        Command.Call call = AnsweredCalls.call("ec2", "describe-instances");
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        CommandResult result = results.of(call, new AwsAnswer.Done(output));
        long millis = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000;
        assertThat(result.json().orElseThrow().length()).isBetween(1_000_000, 1024 * 1024);
        assertThat(millis).as("milliseconds of this thread").isLessThan(4_000);
    }

    @Test
    void goesNoDeeperThanItCan() {
        ObjectNode deep = JsonNodeFactory.instance.objectNode();
        ObjectNode at = deep;
        for (int i = 0; i < 900; i++) {
            at = at.putObject("a");
        }
        CommandResult result = results.of(AnsweredCalls.call("lambda", "list-functions"), new AwsAnswer.Done(deep));
        assertThat(result.shown()).isNotNull();

    }
}
