package dev.tocsin.command.language;

import java.time.Clock;

import dev.tocsin.aws.model.KnownModels;

/** The language as it is, for tests of other rooms. */
public final class RealLanguage {

    private RealLanguage() {
    }

    public static CommandReader reader() {
        return new CommandReader(KnownModels.all(), Clock.systemUTC());
    }
}
