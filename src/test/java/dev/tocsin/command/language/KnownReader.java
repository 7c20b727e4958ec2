package dev.tocsin.command.language;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import dev.tocsin.aws.model.KnownModels;

/** A reader of this build's services, on the first of March 2025, for tests of other rooms. */
public final class KnownReader {

    private static final Clock NOON = Clock.fixed(Instant.parse("2025-03-01T12:00:00Z"), ZoneOffset.UTC);

    private KnownReader() {
    }

    public static CommandReader known() {
        return new CommandReader(KnownModels.all(), NOON);
    }
}
