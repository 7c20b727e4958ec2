package dev.tocsin.configuration.teams;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import dev.tocsin.configuration.Configuration;

/** A webhook of a Power Automate workflow that posts to a Teams channel. */
@Entity
@DiscriminatorValue(TeamsWebhookKind.NAME)
class TeamsWebhookConfiguration extends Configuration {

    @Enumerated(EnumType.STRING)
    TeamsEnvelope teamsEnvelope;

    @Override
    public String kind() {
        return TeamsWebhookKind.NAME;
    }

    @Override
    public Object view() {
        return TeamsWebhookView.of(this);
    }
}
