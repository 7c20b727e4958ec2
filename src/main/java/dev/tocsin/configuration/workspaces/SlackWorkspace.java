package dev.tocsin.configuration.workspaces;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import dev.tocsin.configuration.Limits;
import dev.tocsin.configuration.Sealing;
import dev.tocsin.configuration.State;
import dev.tocsin.slack.BotTokens;
import dev.tocsin.slack.SlackCode;
import dev.tocsin.slack.SlackCode.Meaning;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;

/** A Slack workspace that authorized us, and the bot token that it gave us. */
@Entity
public class SlackWorkspace extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @Version
    public int version;

    @Column(updatable = false)
    public String slackTeamId;

    public String slackTeamName;

    public String botTokenSealed;

    /** The key to the next bot token, where the app rotates its tokens; it is good for one use. */
    public String refreshTokenSealed;

    /** Until when the bot token is good; null if for good. */
    public Instant tokenExpiresAt;

    @JdbcTypeCode(SqlTypes.ARRAY)
    public String[] scopes = {};

    public String appId;

    public String botUserId;

    public String enterpriseId;

    @Enumerated(EnumType.STRING)
    public State state = State.ENABLED;

    public String stateReason;

    public Instant stateSince;

    /** The file that declares it, which alone may change it; null if the API may. */
    public String managedBy;

    @Column(updatable = false)
    public Instant createdAt;

    public Instant updatedAt;

    /** Lets its lanes send again. */
    public void enable(Instant now) {
        state = State.ENABLED;
        stateReason = null;
        stateSince = now;
    }

    /** Lets its lanes wait until somebody authorizes it anew. */
    public void disable(String reason, Instant now) {
        state = State.DISABLED;
        stateReason = reason;
        stateSince = now;
        updatedAt = now;
    }

    boolean isDisabledFor(String reason) {
        return state == State.DISABLED && reason.equals(stateReason);
    }

    /** Whether nothing could be sent for want of a new token, which is all that is wrong. */
    boolean waitsForRenewal(Instant now) {
        return state == State.ENABLED
                ? tokenExpiresAt != null && !tokenExpiresAt.isAfter(now)
                : stateReason != null && SlackCode.of(stateReason).means(Meaning.SETTINGS);
    }

    /** What people should do about it, while it is disabled; null if nobody can say. */
    String advice() {
        return stateReason == null ? null : SlackCode.of(stateReason).advice().orElse(null);
    }

    /** Slack's own name for it, within the limits that a request's has. */
    public void name(String name) {
        String plain = name.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ").strip();
        String cut = plain.substring(0,
                plain.offsetByCodePoints(0, Math.min(Limits.TEXT / 2, plain.codePointCount(0, plain.length()))));
        slackTeamName = cut.isEmpty() ? slackTeamId : cut;
    }

    public void take(BotTokens tokens, Sealing sealing, Instant now) {
        botTokenSealed = sealing.seal(tokens.botToken(), sealedFor());
        refreshTokenSealed = tokens.refreshToken().map(token -> sealing.seal(token, sealedFor())).orElse(null);
        tokenExpiresAt = tokens.expiresIn().map(now::plus).orElse(null);
        updatedAt = now;
    }

    /** What its tokens are sealed for. */
    public String sealedFor() {
        return sealedFor(slackTeamId);
    }

    public static String sealedFor(String slackTeamId) {
        return "workspace:" + slackTeamId;
    }
}
