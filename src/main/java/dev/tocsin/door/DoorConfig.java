package dev.tocsin.door;

import java.time.Duration;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What strangers may take up before anything of theirs is read. */
@ConfigMapping(prefix = "tocsin.door")
public interface DoorConfig {

    /** How long a connection may take to send a request's head, from its opening or from the first byte of a later request. */
    @WithDefault("10s")
    Duration headTimeout();

    /** How long a body may take to arrive, except at /sns, which has tocsin.sns.body-timeout. */
    @WithDefault("10s")
    Duration bodyTimeout();

    /** How long an answer may wait for its reader to take some of it. */
    @WithDefault("30s")
    Duration answerTimeout();

    /**
     * How long a stop waits for connections that were in use to come to their end: until a request has come over each, whose
     * answer says so, or none for as long. It is time in which other things end too.
     */
    @WithDefault("5s")
    Duration farewell();

    /**
     * How many connections are kept. For one more the oldest is closed that has not sent a whole request; if all have, the new
     * one. Without it one for each 64 KiB of the memory that the process may have, but 512 at least and 20,000 at most.
     */
    OptionalInt connections();
}
