package dev.tocsin.configuration.declared;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.hibernate.reactive.mutiny.Mutiny;

import dev.tocsin.configuration.AuditedChanges;
import dev.tocsin.configuration.Configuration;
import dev.tocsin.configuration.ConfigurationKinds;
import dev.tocsin.configuration.Configurations;
import dev.tocsin.configuration.Database;
import dev.tocsin.configuration.Member.SecretToSupply;
import dev.tocsin.configuration.workspaces.DeclaredWorkspaces;
import dev.tocsin.configuration.workspaces.SlackWorkspace;
import dev.tocsin.configuration.workspaces.SlackWorkspaceMembers;
import dev.tocsin.configuration.workspaces.WorkspaceChanges;
import dev.tocsin.problem.Problems;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Makes the stored workspaces and configurations what a file declares: all of it in one transaction, or nothing. What is so
 * already is left alone, what the file no longer names and managed before is deleted, and what others made and the file does
 * not name is none of its business.
 */
@Singleton
public final class Declarations {

    private static final String LOCK = "SELECT coalesce(sha256, '') FROM declaration FOR UPDATE";
    /** Longer than a request's: nobody waits for an answer, and another replica may be at it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String APPLIED = "UPDATE declaration SET sha256 = ?1, applied_at = now()";

    private final ConfigurationKinds kinds;
    private final DeclaredWorkspaces workspaces;
    private final AuditedChanges audited;
    private final WorkspaceChanges auditedWorkspaces;
    private final Configurations configurations;

    Declarations(ConfigurationKinds kinds, DeclaredWorkspaces workspaces, AuditedChanges audited,
            WorkspaceChanges auditedWorkspaces, Configurations configurations) {
        this.kinds = kinds;
        this.workspaces = workspaces;
        this.audited = audited;
        this.auditedWorkspaces = auditedWorkspaces;
        this.configurations = configurations;
    }

    /** The lists that a file may have, in the order in which one is written. */
    public List<DeclaredList> lists() {
        return Stream.concat(Stream.of(new DeclaredList(DeclarationPlan.WORKSPACES, SlackWorkspaceMembers.class, "botToken")),
                kinds.all().stream().map(kind -> new DeclaredList(kind.list(), kind.request(), "webhookUrl"))).toList();
    }

    /**
     * Applies a declaration, unless one of the same digest was applied last.
     *
     * @param file which file it is, for those who want to change what it declares
     * @return what was changed; fails with a problem that names every error of the declaration, or with another exception for
     *         what is not its fault, such as a slow database, and then nothing was
     */
    public Uni<List<DeclaredChange>> apply(Declared declared, String file, String sha256) {
        return Panache.withTransaction(() -> lock().chain(applied -> applied.equals(sha256)
                ? Uni.createFrom().item(Optional.<DeclarationPlan> empty())
                : carriedOut(declared, file).call(() -> remember(sha256)).map(Optional::of)))
                .ifNoItem().after(PATIENCE).fail()
                .invoke(plan -> plan.ifPresent(done -> configurations.changedBy(done.topics())))
                .map(plan -> plan.map(DeclarationPlan::changes).orElse(List.of()));
    }

    /** What {@link #apply} would do: it is done, and taken back. */
    public Uni<List<DeclaredChange>> plan(Declared declared, String file) {
        return Database.write(() -> Panache.currentTransaction().invoke(Mutiny.Transaction::markForRollback)
                .chain(() -> carriedOut(declared, file))).map(DeclarationPlan::changes);
    }

    /** All that is stored, as a file would say it: entries by the names of their lists, in the order of names. */
    public Uni<Map<String, List<Map<String, Object>>>> written() {
        return Database.read(this::all).map(all -> {
            Map<String, List<Map<String, Object>>> lists = new LinkedHashMap<>();
            lists().forEach(list -> lists.put(list.name(), new ArrayList<>()));
            all.workspaces().values().forEach(one -> lists.get(DeclarationPlan.WORKSPACES).add(written(one)));
            all.configurations().values().forEach(one -> lists.get(kinds.of(one).list()).add(kinds.of(one).written(one)));
            return lists;
        });
    }

    private static Map<String, Object> written(SlackWorkspace workspace) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("slackTeamId", workspace.slackTeamId);
        entry.put("slackTeamName", workspace.slackTeamName);
        entry.put("botToken", new SecretToSupply("the bot token of the Slack workspace " + workspace.slackTeamId));
        return entry;
    }

    private Uni<DeclarationPlan> carriedOut(Declared declared, String file) {
        return all().chain(stored -> {
            DeclarationPlan plan = new DeclarationPlan(kinds, workspaces, audited, auditedWorkspaces, stored, file);
            plan.make(declared);
            if (!plan.errors().isEmpty()) {
                return Uni.createFrom().failure(Problems.invalid(plan.errors()));
            }
            return inTurn(plan.deletions()).chain(() -> inTurn(plan.workspaces())).chain(() -> inTurn(plan.configurations()))
                    .chain(() -> inTurn(plan.removals())).replaceWith(plan);
        });
    }

    /** Flushed, because Hibernate alone would insert before it deletes, and knows nothing of a channel's workspace. */
    private static Uni<Void> inTurn(List<Supplier<Uni<Void>>> steps) {
        return Multi.createFrom().iterable(steps).onItem().transformToUniAndConcatenate(Supplier::get).collect().last()
                .chain(() -> Panache.flush());
    }

    private Uni<DeclarationPlan.All> all() {
        return Panache.getSession().chain(session -> session
                .createSelectionQuery("from SlackWorkspace w order by w.slackTeamId", SlackWorkspace.class).getResultList()
                .chain(workspaces -> session.createSelectionQuery(
                        "from Configuration c left join fetch c.snsTopicArns order by c.configurationName",
                        Configuration.class).getResultList()
                        .map(found -> DeclarationPlan.All.of(workspaces, found))));
    }

    private static Uni<String> lock() {
        return Panache.getSession().chain(session -> session.createNativeQuery(LOCK, String.class).getSingleResult());
    }

    private static Uni<Integer> remember(String sha256) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(APPLIED).setParameter(1, sha256).executeUpdate());
    }
}
