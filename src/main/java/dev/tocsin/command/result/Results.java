package dev.tocsin.command.result;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.command.language.Command;

/** Makes of answers what is shown. Never throws. */
@ApplicationScoped
public class Results {

    public CommandResult of(Command.Call call, AwsAnswer answer) {
        throw new UnsupportedOperationException(call + " " + answer);
    }
}
