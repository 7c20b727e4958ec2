package dev.tocsin.command;

import java.time.Duration;
import java.util.function.Predicate;

import org.eclipse.microprofile.config.Config;

import dev.tocsin.aws.Partition;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How commands for AWS are given, and how many. */
@ConfigMapping(prefix = "tocsin.commands")
public interface CommandsConfig {

    int LEASE_SECONDS = 60;

    /** The name of the slash command in the manifest of the Slack app. */
    @WithDefault("/tocsin")
    String slashCommand();

    /** Which Region is meant where neither the command nor the channel says it. */
    @WithDefault("us-east-1")
    String region();

    /** How many commands one replica carries out at the same time. */
    @WithDefault("16")
    int atOnce();

    /** How many commands of one channel are carried out at the same time, by all replicas together. */
    @WithDefault("4")
    int atOncePerChannel();

    /** How many commands a minute one person may give. */
    @WithDefault("20")
    int perMinuteAndPerson();

    /** How many commands a minute may be given in one channel. */
    @WithDefault("60")
    int perMinuteAndChannel();

    /** How long a question of ours waits for an answer: whether to run, which account, what is missing. */
    @WithDefault("15m")
    Duration answerWithin();

    /** After which time a replica that has not ended a command counts as gone. */
    @WithDefault(LEASE_SECONDS + "s")
    Duration lease();

    /** How long it is kept which commands were given. */
    @WithDefault("90d")
    Duration retention();

    /** @throws IllegalArgumentException that begins with the property, if a value cannot be */
    static void requireGood(Config config) {
        require(config, "tocsin.commands.slash-command", name -> name.matches("/[a-z0-9_-]{1,31}"),
                "must begin with / and go on with up to 31 small letters, digits, hyphens and underscores, for example /tocsin.");
        require(config, "tocsin.commands.region", region -> Partition.ofRegion(region).isPresent(),
                "must be the id of a Region, for example us-east-1.");
    }

    private static void require(Config config, String property, Predicate<String> isGood, String rule) {
        String value = config.getConfigValue(property).getValue();
        if (value != null && !isGood.test(value.strip())) {
            throw new IllegalArgumentException(property + " " + rule);
        }
    }
}
