package dev.tocsin.configuration.slack;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import dev.tocsin.configuration.Configuration;
import dev.tocsin.database.Rows;

/** A Slack channel: of a workspace that authorized us, or behind an incoming webhook. */
@Entity
@DiscriminatorValue(SlackChannelKind.NAME)
class SlackChannelConfiguration extends Configuration {

    String slackChannelId;

    String slackChannelName;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] guardrailPolicyArns = {};

    boolean userAuthorizationRequired;

    /** Whether later messages about a matter change what was posted about it; null for what the settings say. */
    Boolean liveMessages;

    /** Whether charts are shown; null for what the settings say. */
    Boolean charts;

    /** Whether commands may be given there. */
    boolean commands;

    /** Ids of the users and user groups that may; empty for all who are in the channel. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] commandPeople = {};

    /** Who else may press Run for what somebody asked. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] commandApprovers = {};

    /** By their names; a newer version may know more of them. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] notificationButtons = {};

    @Override
    public String kind() {
        return SlackChannelKind.NAME;
    }

    @Override
    public Object view() {
        return SlackChannelView.of(this);
    }

    List<NotificationButton> notificationButtons() {
        return Arrays.stream(notificationButtons).map(name -> Rows.word(name, NotificationButton.class))
                .filter(Objects::nonNull).sorted().toList();
    }

    boolean isIncomingWebhook() {
        return webhookUrlSealed != null;
    }
}
