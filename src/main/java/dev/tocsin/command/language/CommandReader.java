package dev.tocsin.command.language;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.model.ServiceModels;

/** Reads commands. Never throws, whatever is typed. */
@ApplicationScoped
public class CommandReader {

    private final ServiceModels models;

    CommandReader(ServiceModels models) {
        this.models = models;
    }

    /** @param text as Slack sent it, with or without the mention of the app before it */
    public Command read(String text) {
        throw new UnsupportedOperationException(text + models);
    }

    /** A command that lacked something, with what was said of that afterwards, for instance {@code function-name orders}. */
    public String completed(String earlier, String said) {
        throw new UnsupportedOperationException(earlier + said);
    }

    /** An alias's action with the values in place of its {@code $variables}, each as one word of the command. */
    public Command expanded(String action, Command.RunAlias run) {
        throw new UnsupportedOperationException(action + run);
    }
}
