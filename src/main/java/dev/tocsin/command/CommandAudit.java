package dev.tocsin.command;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.AuditedKinds;
import dev.tocsin.audit.Change;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Tells the audit who gave which commands and what came of them, in the transaction of that. */
@ApplicationScoped
class CommandAudit implements AuditedKinds {

    private static final String KIND = "command";

    private final AuditLog audit;

    CommandAudit(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    /** What the audit shows of it. No resource answers it, so nobody else registers it. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Given(String source, String slackTeamId, String slackChannelId, String slackUserId, String text,
            String configurationName, String account, String region, String normalized, Boolean changes, String roleArn,
            String sessionName, String approvedBy, String reason, String result, Integer tookMs) {
    }

    /** What was typed, and why it was refused. */
    record Told(String text, Optional<String> reason) {
    }

    /**
     * It is over.
     *
     * @param told as people may see it, since whoever hides secrets must not do so on an event loop
     */
    Uni<Void> ended(SqlConnection transaction, ClaimedCommand command, CommandStep step, Told told) {
        Understood before = command.understood();
        Understood now = step.understood();
        Given given = new Given(word(command.source()), command.spot().team(), command.spot().channel(),
                command.typist().id(), told.text(),
                now.configurationName().or(before::configurationName).orElse(null),
                now.account().or(before::account).orElse(null), now.region().or(before::region).orElse(null),
                now.shown().or(before::shown).orElse(null),
                now.changes().or(before::changes).orElse(null), now.roleArn().or(before::roleArn).orElse(null),
                now.sessionName().or(before::sessionName).orElse(null),
                command.isApproved() ? command.decision().map(ClaimedCommand.Decision::userId).orElse(null) : null,
                told.reason().orElse(null), step.result().map(CommandStep.Result::code).orElse(null),
                step.result().flatMap(CommandStep.Result::tookMs).orElse(null));
        Actor by = Actor.slackUser(command.spot().team(), command.typist().id(),
                step.typistName().orElse(command.typist().name()));
        return record(transaction, verb(step.state()), command.id(), by, given);
    }

    private Uni<Void> record(SqlConnection transaction, String verb, UUID command, Actor by, Given given) {
        return audit.record(transaction,
                Change.done(verb, KIND, command.toString(), audit.snapshot(Given.class, given)).by(by));
    }

    /**
     * Somebody has answered a question, or nobody has in time. What was asked is told by its end; this is there before AWS
     * hears
     * of a change.
     *
     * @param verb for instance {@code approve}
     * @param by empty if nobody has
     */
    Uni<Void> decided(SqlConnection transaction, String verb, AskedCommand asked, Optional<Actor> by) {
        return record(transaction, verb, asked.id(), by.orElse(Actor.system("tocsin")),
                new Given(word(asked.source()), asked.team(), asked.channel(), asked.typist(), asked.shown(),
                        asked.configurationName(), asked.account(), asked.region(),
                        asked.normalized(), asked.changes(), asked.roleArn(), null,
                        null, null, null, null));
    }

    private static String verb(CommandState state) {
        return switch (state) {
            case DONE -> "run";
            case REFUSED -> "refuse";
            case INTERRUPTED -> "interrupt";
            default -> state.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String word(Enum<?> source) {
        return source == null ? null : source.name().toLowerCase(Locale.ROOT);
    }
}
