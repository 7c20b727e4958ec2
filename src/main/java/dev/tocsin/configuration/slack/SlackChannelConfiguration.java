package dev.tocsin.configuration.slack;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import dev.tocsin.configuration.Configuration;

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

    @Override
    public String kind() {
        return SlackChannelKind.NAME;
    }

    @Override
    public Object view() {
        return SlackChannelView.of(this);
    }

    boolean isIncomingWebhook() {
        return webhookUrlSealed != null;
    }
}
