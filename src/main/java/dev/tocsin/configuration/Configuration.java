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

import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;

/** A named destination and the topics that it hears. The name is for good. */
@Entity
@Table(name = "configuration")
@Inheritance
@DiscriminatorColumn(name = "type")
public abstract class Configuration extends PanacheEntityBase {

    /** Before the name, what a webhook URL is sealed for. */
    static final String SEALED_FOR = "configuration:";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @Version
    public int version;

    @Column(updatable = false)
    public String configurationName;

    @ElementCollection
    @CollectionTable(name = "configuration_topic", joinColumns = @JoinColumn(name = "configuration_id"))
    @Column(name = "topic_arn")
    public Set<String> snsTopicArns = new HashSet<>();

    /** Which chat posts there, by {@link dev.tocsin.chat.Destination#kind()}. */
    String destinationKind;

    /** Where it posts, for chats that are addressed; else empty. */
    String address;

    /** What the credential is sealed for that the chat posts with. */
    String sealedFor;

    /** The Slack workspace whose token posts there; null if there is none. */
    @Column(updatable = false)
    public String slackTeamId;

    public String webhookUrlSealed;

    public String webhookDescription;

    public String iamRoleArn;

    @Enumerated(EnumType.STRING)
    public LoggingLevel loggingLevel = LoggingLevel.NONE;

    /** Digests begin once what waits would take longer than so many seconds; 0 for never, null for what the settings say. */
    public Integer digestAfterSeconds;

    /** After so many messages of one matter further ones are shown together; 0 for never, null for what the settings say. */
    public Integer foldAfterMessages;

    /** How often people are reminded of what is open and that nobody has acknowledged; null for never. */
    public Integer remindEveryMinutes;

    /** How often at the most; null for {@link CommonMembers#REMINDERS_IF_NOBODY_SAYS}. */
    public Integer remindAtMost;

    /** After how long what nobody has acknowledged, or what could not be delivered, goes to another configuration as well. */
    public Integer escalateAfterMinutes;

    /** The name of that other configuration; null where nothing is escalated. */
    public String escalateTo;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> tags = new LinkedHashMap<>();

    @Enumerated(EnumType.STRING)
    public State state = State.ENABLED;

    public String stateReason;

    public Instant stateSince;

    /** Since when the destination refuses whatever is sent there; null if it does not. The lane keeps that, and its trigger. */
    @Formula("(SELECT l.shut_since FROM lane l WHERE l.configuration_id = id)")
    Instant shutSince;

    @Formula("(SELECT l.shut_reason FROM lane l WHERE l.configuration_id = id)")
    String shutReason;

    @Formula("(SELECT l.shut_advice FROM lane l WHERE l.configuration_id = id)")
    String shutAdvice;

    /** When its lane was last opened: it took a message again, or got another destination. Null if it never was. */
    @Formula("(SELECT nullif(l.opened_at, '-infinity') FROM lane l WHERE l.configuration_id = id)")
    Instant openedAt;

    /** The file that declares it, which alone may change it; null if the API may. */
    public String managedBy;

    @Column(updatable = false)
    public Instant createdAt;

    public Instant updatedAt;

    public void begin(Instant now) {
        createdAt = now;
        updatedAt = now;
        stateSince = now;
    }

    /** Whether that changed anything. What is enabled is tried anew, if it is shut. */
    public boolean turn(State wanted, String why, Instant now) {
        boolean opens = wanted == State.ENABLED && shutSince != null;
        if (state == wanted && Objects.equals(stateReason, why) && !opens) {
            return false;
        }
        stateSince = state == wanted && !opens ? stateSince : now;
        state = wanted;
        stateReason = why;
        if (opens) {
            open();
        }
        return true;
    }

    /** As the database does it, by its trigger, when the destination changes or the configuration is enabled. */
    private void open() {
        shutSince = null;
        shutReason = null;
        shutAdvice = null;
    }

    /** Whether it sends, and why not. */
    public ShownState shownState() {
        return ShownState.of(new ShownState.Stored(state, stateReason, stateSince),
                new ShownState.Refused(shutSince, shutReason, shutAdvice), openedAt);
    }

    /** The {@link ConfigurationKind#name() name} of its kind. */
    public abstract String kind();

    /** What the API shows of it. */
    public abstract Object view();

    /** What a webhook URL of this configuration is sealed for. */
    public String urlSealedFor() {
        return SEALED_FOR + configurationName;
    }

    /** To be said again whenever it may have changed. */
    void leadsTo(Route route) {
        if (!route.destinationKind().equals(destinationKind) || !route.address().equals(address)) {
            open();
        }
        destinationKind = route.destinationKind();
        address = route.address();
        sealedFor = route.sealedFor();
    }

    void leadsToUrl(String sealed) {
        webhookUrlSealed = sealed;
        open();
    }

    /**
     * Where a configuration's deliveries go.
     *
     * @param destinationKind which chat posts there, by {@link dev.tocsin.chat.Destination#kind()}
     * @param address for chats that are addressed; else empty
     * @param sealedFor what the credential is sealed for that the chat posts with
     */
    public record Route(String destinationKind, String address, String sealedFor) {
    }
}
