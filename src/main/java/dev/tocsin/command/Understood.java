package dev.tocsin.command;

import java.util.List;
import java.util.Optional;

/**
 * What a command was understood as.
 *
 * @param normalized as it is shown before it runs
 * @param changes whether it may change something
 * @param sessionName by which CloudTrail names the person
 * @param shown the normalized one without what is a secret
 * @param secrets what of it must not be shown, by the models
 */
record Understood(Optional<String> configurationName, Optional<String> account, Optional<String> region,
        Optional<String> service, Optional<String> operation, Optional<String> normalized, Optional<Boolean> changes,
        Optional<String> roleArn, Optional<String> sessionName, Optional<String> shown, List<SensitiveValue> secrets) {

    static final Understood NOTHING = new Understood(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            List.of());

    /**
     * What was typed without what is a secret.
     *
     * @param before the same as far as that was known before
     */
    String hiding(String text, String before) {
        return secrets.isEmpty() ? before : ShownText.of(text, secrets, bare(normalized.orElse("")));
    }

    /** Which service and operation it is, and nothing else. */
    static String bare(String normalized) {
        String[] words = normalized.split(" ", 3);
        return words.length < 2 ? "***" : words[0] + " " + words[1] + " ***";
    }
}
