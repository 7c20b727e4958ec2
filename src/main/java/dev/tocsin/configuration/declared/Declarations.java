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

import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;

import dev.tocsin.configuration.AuditedChanges;
import dev.tocsin.configuration.Configuration;
import dev.tocsin.configuration.ConfigurationKinds;
import dev.tocsin.configuration.Configurations;
import dev.tocsin.configuration.Database;
import dev.tocsin.configuration.Member.SecretToSupply;
import dev.tocsin.configuration.declared.NewestFile.Standing;
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

    /** Longer than a request's: nobody waits for an answer, and another replica may be at it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

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
     * Applies a declaration, unless it is applied already, or another replica holds a newer file.
     *
     * @param file which file it is, for those who want to change what it declares
     * @return what was changed; empty if another replica holds a newer file, and then nothing was; fails with a problem that
     *         names every error of the declaration, or with another exception for what is not its fault, such as a slow
     *         database, and then nothing was either
     */
    public Uni<Optional<List<DeclaredChange>>> apply(Declared declared, String file, Held held) {
        return Panache
                .withTransaction(() -> NewestFile.standing(held).chain(standing -> applied(declared, file, held, standing)))
                .ifNoItem().after(PATIENCE).fail()
                .invoke(done -> done.ifPresent(plan -> configurations.changedBy(plan.topics())))
                .map(done -> done.map(DeclarationPlan::changes));
    }

    private Uni<Optional<DeclarationPlan>> applied(Declared declared, String file, Held held, Standing standing) {
        if (standing == Standing.OLDER) {
            return Uni.createFrom().item(Optional.empty());
        }
        // Another replica was quicker. After a start that is not enough: others may have changed what is stored since.
        return standing == Standing.APPLIED && !held.before().isEmpty()
                ? Uni.createFrom().item(Optional.of(planner(DeclarationPlan.All.NONE, file)))
                : planned(declared, file).call(Declarations::carryOut).call(() -> NewestFile.remember(held.sha256()))
                        .map(Optional::of);
    }

    /** Says that this replica still holds the file that is applied. @return false if another one is applied by now */
    public Uni<Boolean> confirm(String sha256) {
        return Database.write(() -> NewestFile.confirm(sha256));
    }

    /** What {@link #apply} would do. Nothing is written, so nobody else is in its way. */
    public Uni<List<DeclaredChange>> plan(Declared declared, String file) {
        return Database.write(() -> NewestFile.settled().chain(() -> planned(declared, file)).map(DeclarationPlan::changes)
                // What the plan has changed in memory is forgotten, also if it fails.
                .eventually(() -> Panache.getSession().invoke(Mutiny.Session::clear)));
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

    private Uni<DeclarationPlan> planned(Declared declared, String file) {
        return all().map(stored -> {
            DeclarationPlan plan = planner(stored, file);
            plan.make(declared);
            if (!plan.errors().isEmpty()) {
                throw Problems.invalid(plan.errors());
            }
            return plan;
        });
    }

    private DeclarationPlan planner(DeclarationPlan.All stored, String file) {
        return new DeclarationPlan(kinds, workspaces, audited, auditedWorkspaces, stored, file);
    }

    /**
     * Flushed after each sort of steps, because Hibernate alone would insert before it deletes, and knows nothing of a
     * channel's workspace; and by hand alone, because it would otherwise look at all entities before each entry in the audit.
     */
    private static Uni<Void> carryOut(DeclarationPlan plan) {
        return Panache.getSession().invoke(session -> session.setFlushMode(FlushMode.MANUAL))
                .chain(Declarations::letNamesComeInAnyOrder)
                .chain(() -> inTurn(plan.deletions())).chain(() -> inTurn(plan.workspaces()))
                .chain(() -> inTurn(plan.configurations())).chain(() -> inTurn(plan.removals()));
    }

    /** One that escalates to another may be written before that. */
    private static Uni<Integer> letNamesComeInAnyOrder(Mutiny.Session session) {
        return session.createNativeQuery("SET CONSTRAINTS ALL DEFERRED").executeUpdate();
    }

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
}
