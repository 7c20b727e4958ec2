package dev.tocsin.configuration;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;

/** A webhook of an Amazon Chime room. */
@Entity
@DiscriminatorValue("chime-webhook")
class ChimeWebhookConfiguration extends Configuration {

    @Override
    String kind() {
        return "chime-webhook";
    }

    @Override
    Object view() {
        return ChimeWebhookView.of(this);
    }
}
