package dev.tocsin.configuration;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;

/** A Slack workspace that authorized us, and the bot token that it gave us. */
@Entity
class SlackWorkspace extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version
    int version;

    @Column(updatable = false)
    String slackTeamId;

    String slackTeamName;

    String botTokenSealed;

    @Column(updatable = false)
    Instant createdAt;

    Instant updatedAt;

    /** What its bot token is sealed for; the view {@code destination} says the same. */
    String sealedFor() {
        return "workspace:" + slackTeamId;
    }
}
