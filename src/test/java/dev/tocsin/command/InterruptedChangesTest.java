package dev.tocsin.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tocsin.command.language.Command;

class InterruptedChangesTest {

    @Test
    void whereToLookIsWhatReadsTheSameSortOfThing() {
        assertThat(InterruptedChanges.look(call("ec2", "stop-instances"))).contains("ec2 describe-instances");
        assertThat(InterruptedChanges.look(call("cloudwatch", "delete-alarms"))).contains("cloudwatch describe-alarms");
    }

    private static Command.Call call(String service, String operation) {
        return new Command.Call(FakeLanguage.service(service), FakeLanguage.operation(operation),
                JsonNodeFactory.instance.objectNode(), Optional.empty(), Optional.empty(), service + " " + operation);
    }
}
