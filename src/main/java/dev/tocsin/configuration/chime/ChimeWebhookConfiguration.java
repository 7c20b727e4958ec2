package dev.tocsin.configuration.chime;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;

import dev.tocsin.configuration.Configuration;

/** A webhook of an Amazon Chime room. */
@Entity
@DiscriminatorValue(ChimeWebhookKind.NAME)
class ChimeWebhookConfiguration extends Configuration {

    @Override
    public String kind() {
        return ChimeWebhookKind.NAME;
    }

    @Override
    public Object view() {
        return ChimeWebhookView.of(this);
    }
}
