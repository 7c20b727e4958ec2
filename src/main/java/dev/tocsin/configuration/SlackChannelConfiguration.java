package dev.tocsin.configuration;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A Slack channel: of a workspace that authorized us, or behind an incoming webhook. */
@Entity
@DiscriminatorValue("slack-channel")
class SlackChannelConfiguration extends Configuration {

    @Column(updatable = false)
    String slackTeamId;

    String slackChannelId;

    String slackChannelName;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] guardrailPolicyArns = {};

    boolean userAuthorizationRequired;

    @Override
    String kind() {
        return "slack-channel";
    }

    @Override
    Object view() {
        return SlackChannelView.of(this);
    }

    boolean isIncomingWebhook() {
        return webhookUrlSealed != null;
    }
}
