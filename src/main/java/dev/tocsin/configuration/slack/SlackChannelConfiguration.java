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
