package dev.tocsin.configuration;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import dev.tocsin.secret.Secret;

/**
 * What requests for configurations of all kinds have in common. At creation every member counts as named; in a change only
 * those that the request names, and naming one with null puts it back to what it is when nobody says anything.
 */
interface ConfigurationMembers {

    String configurationName();

    Secret webhookUrl();

    String webhookDescription();

    List<String> snsTopicArns();

    String iamRoleArn();

    LoggingLevel loggingLevel();

    List<Tag> tags();

    default void check(Check check) {
        check.configurationName(configurationName());
        check.text("webhookDescription", webhookDescription());
        check.topics(snsTopicArns());
        check.roleArn(iamRoleArn());
        check.tags(tags());
    }

    default void checkUnchanged(Check check, Configuration configuration, Predicate<String> named) {
        if (named.test("configurationName") && !Objects.equals(configurationName(), configuration.configurationName)) {
            check.fail("configurationName", "cannot be changed from " + configuration.configurationName
                    + "; create a configuration of the new name and delete this one", configurationName());
        }
    }

    default void applyTo(Configuration configuration, Predicate<String> named) {
        if (named.test("webhookDescription")) {
            configuration.webhookDescription = webhookDescription();
        }
        if (named.test("snsTopicArns")) {
            // Not cleared and filled again, so that only the rows that differ are written.
            Set<String> topics = snsTopicArns() == null ? Set.of() : Set.copyOf(snsTopicArns());
            configuration.snsTopicArns.retainAll(topics);
            configuration.snsTopicArns.addAll(topics);
        }
        if (named.test("iamRoleArn")) {
            configuration.iamRoleArn = iamRoleArn();
        }
        if (named.test("loggingLevel")) {
            configuration.loggingLevel = loggingLevel() == null ? LoggingLevel.NONE : loggingLevel();
        }
        if (named.test("tags")) {
            configuration.tags = tags() == null ? Tags.map(List.of()) : Tags.map(tags());
        }
    }
}
