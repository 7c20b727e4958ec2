package dev.tocsin.command;

import java.util.Optional;

/**
 * What a command was understood as.
 *
 * @param normalized as it is shown before it runs
 * @param changes whether it may change something
 * @param sessionName by which CloudTrail names the person
 */
record Understood(Optional<String> configurationName, Optional<String> account, Optional<String> region,
        Optional<String> service, Optional<String> operation, Optional<String> normalized, Optional<Boolean> changes,
        Optional<String> roleArn, Optional<String> sessionName) {

    static final Understood NOTHING = new Understood(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
