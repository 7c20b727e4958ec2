package dev.tocsin.configuration.declared;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.Snapshot;
import dev.tocsin.configuration.AuditedChanges;
import dev.tocsin.configuration.Configuration;
import dev.tocsin.configuration.ConfigurationKind;
import dev.tocsin.configuration.ConfigurationKinds;
import dev.tocsin.configuration.ConfigurationMembers;
import dev.tocsin.configuration.Configurations;
import dev.tocsin.configuration.Declarable;
import dev.tocsin.configuration.declared.DeclaredChange.Action;
import dev.tocsin.configuration.workspaces.DeclaredWorkspaces;
import dev.tocsin.configuration.workspaces.SlackWorkspace;
import dev.tocsin.configuration.workspaces.SlackWorkspaceMembers;
import dev.tocsin.configuration.workspaces.WorkspaceChanges;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Objections;
import dev.tocsin.problem.ProblemException;
import io.smallrye.mutiny.Uni;

/**
 * What has to be done so that what is stored becomes what is declared. Made within the transaction that does it: entities that
 * are to change are changed here already.
 */
final class DeclarationPlan {

    private static final Actor FILE = Actor.system("configurations-file");
    static final String WORKSPACES = "slackWorkspaces";
    private static final String MANAGED_BY = "managedBy";

    private final ConfigurationKinds kinds;
    private final DeclaredWorkspaces declaredWorkspaces;
    private final AuditedChanges audited;
    private final WorkspaceChanges auditedWorkspaces;
    private final All stored;
    private final String file;

    private final Objections errors = new Objections();
    private final List<DeclaredChange> changes = new ArrayList<>();
    private final List<Supplier<Uni<Void>>> deletions = new ArrayList<>();
    private final List<Supplier<Uni<Void>>> workspaces = new ArrayList<>();
    private final List<Supplier<Uni<Void>>> configurations = new ArrayList<>();
    private final List<Supplier<Uni<Void>>> removals = new ArrayList<>();
    private final Set<String> topics = new HashSet<>();
    private final Set<String> teams = new TreeSet<>();
    private final Map<String, String> named = new LinkedHashMap<>();
    private final DeclaredEscalations escalations;

    DeclarationPlan(ConfigurationKinds kinds, DeclaredWorkspaces declaredWorkspaces, AuditedChanges audited,
            WorkspaceChanges auditedWorkspaces, All stored, String file) {
        this.kinds = kinds;
        this.declaredWorkspaces = declaredWorkspaces;
        this.audited = audited;
        this.auditedWorkspaces = auditedWorkspaces;
        this.stored = stored;
        this.file = file;
        this.escalations = new DeclaredEscalations(stored.configurations().values());
    }

    /** All that is stored, by team id and by name; and what there is in a workspace, by its team id. */
    record All(Map<String, SlackWorkspace> workspaces, Map<String, Configuration> configurations,
            Map<String, List<Configuration>> channels) {

        static final All NONE = new All(Map.of(), Map.of(), Map.of());

        static All of(List<SlackWorkspace> workspaces, List<Configuration> configurations) {
            All all = new All(new LinkedHashMap<>(), new LinkedHashMap<>(),
                    configurations.stream().filter(one -> one.slackTeamId != null)
                            .collect(Collectors.groupingBy(one -> one.slackTeamId)));
            workspaces.forEach(one -> all.workspaces.put(one.slackTeamId, one));
            configurations.forEach(one -> all.configurations.put(one.configurationName, one));
            return all;
        }
    }

    List<Invalid> errors() {
        return errors.listed();
    }

    List<DeclaredChange> changes() {
        return List.copyOf(changes);
    }

    /** To be done first, so that names are free again; then workspaces, configurations and removals of workspaces. */
    List<Supplier<Uni<Void>>> deletions() {
        return deletions;
    }

    List<Supplier<Uni<Void>>> workspaces() {
        return workspaces;
    }

    List<Supplier<Uni<Void>>> configurations() {
        return configurations;
    }

    List<Supplier<Uni<Void>>> removals() {
        return removals;
    }

    /** Those that somebody begins or ceases to hear, among others. */
    Set<String> topics() {
        return topics;
    }

    void make(Declared declared) {
        each(WORKSPACES, declared.list(WORKSPACES), (path, entry) -> workspace(path, (SlackWorkspaceMembers) entry));
        kinds.all().forEach(kind -> configurations(kind, declared));
        stored.configurations().values().stream().filter(one -> one.managedBy != null)
                .filter(one -> !one.kind().equals(named.get(one.configurationName))).forEach(this::delete);
        stored.workspaces().values().stream().filter(one -> one.managedBy != null && !teams.contains(one.slackTeamId))
                .forEach(this::remove);
        if (errors.isEmpty()) {
            // An entry with an error would be missed by those that escalate to it.
            escalations.faults().forEach(errors::add);
        }
    }

    private interface Entry {
        void plan(String path, Declarable entry);
    }

    private void each(String list, List<Declarable> entries, Entry entry) {
        for (int i = 0; i < entries.size(); i++) {
            String path = list + "[" + i + "]";
            try {
                if (entries.get(i) != null) {
                    entry.plan(path, entries.get(i));
                }
            } catch (ProblemException wrong) {
                wrong.problem().errors().forEach(error -> errors.add(
                        new Invalid(path + "." + error.field(), error.message(), error.rejectedValue())));
                if (wrong.problem().errors().isEmpty()) {
                    errors.add(Invalid.of(path, wrong.problem().detail()));
                }
            }
        }
    }

    private void workspace(String path, SlackWorkspaceMembers members) {
        declaredWorkspaces.check(members);
        if (!teams.add(members.slackTeamId())) {
            errors.add(new Invalid(path + ".slackTeamId", "is there twice", members.slackTeamId()));
            return;
        }
        SlackWorkspace known = stored.workspaces().get(members.slackTeamId());
        if (known == null) {
            SlackWorkspace added = declaredWorkspaces.added(members, file);
            changes.add(new DeclaredChange(Action.CREATE, WorkspaceChanges.KIND, added.slackTeamId, List.of()));
            workspaces.add(() -> added.persist().chain(() -> auditedWorkspaces.created(added, FILE)));
            return;
        }
        List<String> differing = declaredWorkspaces.differences(members, known, file);
        if (!differing.isEmpty()) {
            Snapshot before = auditedWorkspaces.snapshot(known);
            declaredWorkspaces.change(known, members, differing, file);
            changes.add(new DeclaredChange(Action.CHANGE, WorkspaceChanges.KIND, known.slackTeamId, differing));
            workspaces.add(() -> auditedWorkspaces.changed(before, known, FILE));
        }
    }

    private <M extends ConfigurationMembers, C extends Configuration> void configurations(ConfigurationKind<M, C> kind,
            Declared declared) {
        each(kind.list(), declared.list(kind.list()), (path, entry) -> configuration(path, kind, kind.request().cast(entry)));
    }

    private <M extends ConfigurationMembers, C extends Configuration> void configuration(String path,
            ConfigurationKind<M, C> kind, M said) {
        C wanted = kind.create(said);
        if (wanted.slackTeamId != null && !teams.contains(wanted.slackTeamId)
                && !stored.workspaces().containsKey(wanted.slackTeamId)) {
            errors.add(new Invalid(path + ".slackTeamId", "is no workspace that authorized Tocsin, and none of " + WORKSPACES
                    + " in this file", wanted.slackTeamId));
            return;
        }
        String name = wanted.configurationName;
        if (named.putIfAbsent(name, kind.name()) != null) {
            errors.add(new Invalid(path + ".configurationName", "is there twice; names are unique across all kinds", name));
            return;
        }
        escalations.declared(path, name);
        Configuration known = stored.configurations().get(name);
        boolean isOfThisKind = kind.entity().isInstance(known);
        if (known == null || !isOfThisKind && known.managedBy != null) {
            create(wanted);
        } else if (!isOfThisKind) {
            errors.add(new Invalid(path + ".configurationName", "is the name of a " + known.kind()
                    + " that was made by the API; delete that first, or choose another name", name));
        } else {
            change(kind, kind.entity().cast(known), said);
        }
    }

    private void create(Configuration wanted) {
        wanted.begin(Configurations.now());
        wanted.managedBy = file;
        escalations.made(wanted);
        topics.addAll(wanted.snsTopicArns);
        changes.add(new DeclaredChange(Action.CREATE, wanted.kind(), wanted.configurationName, List.of()));
        configurations.add(() -> wanted.persist().chain(() -> audited.created(wanted, FILE)));
    }

    private <M extends ConfigurationMembers, C extends Configuration> void change(ConfigurationKind<M, C> kind, C known,
            M said) {
        List<String> differing = new ArrayList<>(kind.differences(said, known));
        boolean isTakenOver = !file.equals(known.managedBy);
        topics.addAll(known.snsTopicArns);
        Snapshot before = audited.snapshot(known);
        kind.change(known, said, differing::contains);
        if (isTakenOver) {
            differing.add(MANAGED_BY);
        }
        if (differing.isEmpty()) {
            return;
        }
        topics.addAll(known.snsTopicArns);
        known.managedBy = file;
        known.updatedAt = Configurations.now();
        changes.add(new DeclaredChange(Action.CHANGE, known.kind(), known.configurationName, List.copyOf(differing)));
        configurations.add(() -> audited.changed(before, known, FILE));
    }

    private void delete(Configuration known) {
        escalations.deleted(known, kinds.of(known).list());
        topics.addAll(known.snsTopicArns);
        changes.add(new DeclaredChange(Action.DELETE, known.kind(), known.configurationName, List.of()));
        deletions.add(() -> known.delete().chain(() -> audited.deleted(known, FILE)));
    }

    private void remove(SlackWorkspace known) {
        List<String> users = stored.channels().getOrDefault(known.slackTeamId, List.of()).stream()
                .filter(one -> one.managedBy == null || one.kind().equals(named.get(one.configurationName)))
                .map(one -> one.configurationName).toList();
        if (!users.isEmpty()) {
            errors.add(new Invalid(WORKSPACES, "no longer has " + known.slackTeamId + ", which is used by "
                    + String.join(", ", users.subList(0, Math.min(users.size(), 20)))
                    + (users.size() > 20 ? " and " + (users.size() - 20) + " more" : ""), known.slackTeamId));
            return;
        }
        changes.add(new DeclaredChange(Action.DELETE, WorkspaceChanges.KIND, known.slackTeamId, List.of()));
        removals.add(() -> known.delete().chain(() -> auditedWorkspaces.deleted(known, FILE)));
    }
}
