package dev.tocsin.command;

import java.time.Duration;

/** The settings as they are by default, in which a test may want another limit. */
public record SomeCommandsConfig(int atOnce, int atOncePerChannel, int perMinuteAndPerson, int perMinuteAndChannel,
        Duration lease) implements CommandsConfig {

    public static SomeCommandsConfig usual() {
        return new SomeCommandsConfig(16, 4, 20, 60, Duration.ofSeconds(60));
    }

    @Override
    public String slashCommand() {
        return "/tocsin";
    }

    @Override
    public String region() {
        return "us-east-1";
    }

    @Override
    public Duration answerWithin() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration retention() {
        return Duration.ofDays(90);
    }
}
