package dev.tocsin.configuration;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;

/** A named destination and the topics that it hears. The name is for good. */
@Entity
@Table(name = "configuration")
@Inheritance
@DiscriminatorColumn(name = "type")
abstract class Configuration extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version
    int version;

    @Column(updatable = false)
    String configurationName;

    @ElementCollection
    @CollectionTable(name = "configuration_topic", joinColumns = @JoinColumn(name = "configuration_id"))
    @Column(name = "topic_arn")
    Set<String> snsTopicArns = new HashSet<>();

    String webhookUrlSealed;

    String webhookDescription;

    String iamRoleArn;

    @Enumerated(EnumType.STRING)
    LoggingLevel loggingLevel = LoggingLevel.NONE;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> tags = new LinkedHashMap<>();

    @Enumerated(EnumType.STRING)
    State state = State.ENABLED;

    String stateReason;

    Instant stateSince;

    /** The file that declares it, which alone may change it; null if the API may. */
    String managedBy;

    @Column(updatable = false)
    Instant createdAt;

    Instant updatedAt;

    void begin(Instant now) {
        createdAt = now;
        updatedAt = now;
        stateSince = now;
    }

    /** Whether that changed anything. */
    boolean turn(State wanted, String why, Instant now) {
        if (state == wanted && Objects.equals(stateReason, why)) {
            return false;
        }
        stateSince = state == wanted ? stateSince : now;
        state = wanted;
        stateReason = why;
        return true;
    }

    /** What sort of configuration it is, as the audit names it. */
    abstract String kind();

    /** What the API shows of it. */
    abstract Object view();

    /** What a webhook URL of this configuration is sealed for; the view {@code destination} says the same. */
    String sealedFor() {
        return "configuration:" + configurationName;
    }
}
