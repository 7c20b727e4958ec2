package dev.tocsin.configuration;

import java.util.List;

import dev.tocsin.secret.Secret;

/**
 * What requests for configurations of all kinds have in common. At creation every member counts as named; in a change only
 * those that the request names, and naming one with null puts it back to what it is when nobody says anything.
 */
public interface ConfigurationMembers extends Declarable {

    String configurationName();

    Secret webhookUrl();

    String webhookDescription();

    List<String> snsTopicArns();

    String iamRoleArn();

    LoggingLevel loggingLevel();

    Integer digestAfterSeconds();

    Integer foldAfterMessages();

    Integer remindEveryMinutes();

    Integer remindAtMost();

    Integer escalateAfterMinutes();

    String escalateTo();

    List<Tag> tags();
}
