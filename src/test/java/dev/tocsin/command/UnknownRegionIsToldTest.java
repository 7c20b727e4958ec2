package dev.tocsin.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.command.SteppedCalls.Came;
import dev.tocsin.command.language.Command;
import dev.tocsin.command.language.KnownReader;

/** A Region that nobody knows here is taken, and whoever named it hears of it where it matters. */
class UnknownRegionIsToldTest {

    private static final Command.Call CALL = (Command.Call) KnownReader.known().read("lambda list-functions");

    @Test
    void whoeverMakesItTheDefaultHearsOfIt() {
        assertThat(ChannelCommands.meant(new Command.SetDefaults(Optional.empty(), Optional.of("us-east-9"))))
                .isEqualTo("From now on the Region us-east-9 is meant in this channel where a command does not say it. "
                        + "us-east-9 is not among the Regions that this version knows. Did you mean us-east-1?");
        assertThat(ChannelCommands.meant(new Command.SetDefaults(Optional.empty(), Optional.of("us-east-1"))))
                .endsWith("where a command does not say it.");
    }

    @Test
    void whoeverIsNotAnsweredThereHearsOfIt() {
        Came came = new Came(CALL, new AwsAnswer.Unreached("AWS could not be called.", true), Optional.of("page"));

        assertThat(came.from("us-east-9")).isEqualTo(new Came(CALL,
                new AwsAnswer.Unreached("AWS could not be called. us-east-9 "
                        + "is not among the Regions that this version knows. Did you mean us-east-1?", true),
                Optional.of("page")));
        assertThat(came.from("us-east-1")).isEqualTo(came);
    }

    @Test
    void whoeverIsAnsweredThereIsNotBothered() {
        Came came = new Came(CALL, new AwsAnswer.Done(JsonNodeFactory.instance.objectNode()), Optional.empty());

        assertThat(came.from("us-east-9")).isEqualTo(came);
    }
}
