package dev.tocsin.configuration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.Snapshot;
import dev.tocsin.configuration.DeclaredChange.Action;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Objections;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.slack.BotTokens;
import io.smallrye.mutiny.Uni;

/**
 * What has to be done so that what is stored becomes what is declared. Made within the transaction that does it: entities that
 * are to change are changed here already.
 */
final class DeclarationPlan {

    private static final Actor FILE = Actor.system("configurations-file");
    private static final String WORKSPACES = "slackWorkspaces";
    private static final String CHANNELS = "slackChannels";
    private static final String WEBHOOKS = "chimeWebhooks";

    private final SlackChannelRules channelRules;
    private final ChimeWebhookRules webhookRules;
    private final Sealing sealing;
    private final Differences differences;
    private final AuditedChanges audited;
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

    DeclarationPlan(SlackChannelRules channelRules, ChimeWebhookRules webhookRules, Sealing sealing, Differences differences,
            AuditedChanges audited, All stored, String file) {
        this.channelRules = channelRules;
        this.webhookRules = webhookRules;
        this.sealing = sealing;
        this.differences = differences;
        this.audited = audited;
        this.stored = stored;
        this.file = file;
    }

    /** All that is stored, by team id and by name. */
    record All(Map<String, SlackWorkspace> workspaces, Map<String, Configuration> configurations) {

        static All of(List<SlackWorkspace> workspaces, List<Configuration> configurations) {
            All all = new All(new LinkedHashMap<>(), new LinkedHashMap<>());
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
        each(WORKSPACES, declared.slackWorkspaces(), this::workspace);
        each(CHANNELS, declared.slackChannels(), this::channel);
        each(WEBHOOKS, declared.chimeWebhooks(), this::webhook);
        stored.configurations().values().stream().filter(one -> one.managedBy != null)
                .filter(one -> !list(one).equals(named.get(one.configurationName))).forEach(this::delete);
        stored.workspaces().values().stream().filter(one -> one.managedBy != null && !teams.contains(one.slackTeamId))
                .forEach(this::remove);
    }

    private interface Entry<M> {
        void plan(String path, M members);
    }

    private <M> void each(String list, List<M> entries, Entry<M> entry) {
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
        SlackWorkspaces.checkDeclared(members);
        if (!teams.add(members.slackTeamId())) {
            errors.add(new Invalid(path + ".slackTeamId", "is there twice", members.slackTeamId()));
            return;
        }
        SlackWorkspace known = stored.workspaces().get(members.slackTeamId());
        if (known == null) {
            SlackWorkspace added = new SlackWorkspace();
            added.slackTeamId = members.slackTeamId();
            added.slackTeamName = members.slackTeamId();
            added.createdAt = Configurations.now();
            set(added, members, true);
            changes.add(new DeclaredChange(Action.CREATE, AuditedChanges.WORKSPACE, added.slackTeamId, List.of()));
            workspaces.add(() -> added.persist().chain(() -> audited.created(added, FILE)));
            return;
        }
        List<String> differing = differences.of(known, members, file);
        if (!differing.isEmpty()) {
            Snapshot before = audited.snapshot(known);
            set(known, members, differing.contains("botToken"));
            changes.add(new DeclaredChange(Action.CHANGE, AuditedChanges.WORKSPACE, known.slackTeamId, differing));
            workspaces.add(() -> audited.changed(before, known, FILE));
        }
    }

    /** Slack is not asked: it may be away when Tocsin starts. If it does not take the token, the first post will show it. */
    private void set(SlackWorkspace workspace, SlackWorkspaceMembers members, boolean newToken) {
        Instant now = Configurations.now();
        if (members.slackTeamName() != null) {
            workspace.slackTeamName = members.slackTeamName();
        }
        if (newToken) {
            workspace.scopes = new String[0];
            workspace.take(new BotTokens(members.botToken(), Optional.empty(), Optional.empty()), sealing, now);
            workspace.enable(now);
        }
        workspace.managedBy = file;
        workspace.updatedAt = now;
    }

    private void channel(String path, SlackChannelMembers members) {
        SlackChannelConfiguration wanted = channelRules.create(members);
        if (wanted.slackTeamId != null && !teams.contains(wanted.slackTeamId)
                && !stored.workspaces().containsKey(wanted.slackTeamId)) {
            errors.add(new Invalid(path + ".slackTeamId", "is no workspace that authorized Tocsin, and none of " + WORKSPACES
                    + " in this file", wanted.slackTeamId));
            return;
        }
        configuration(path, wanted, SlackChannelConfiguration.class, known -> {
            List<String> differing = differences.of(known, wanted, members, file);
            channelRules.change(known, members, differing::contains);
            return differing;
        });
    }

    private void webhook(String path, ChimeWebhookMembers members) {
        ChimeWebhookConfiguration wanted = webhookRules.create(members);
        configuration(path, wanted, ChimeWebhookConfiguration.class, known -> {
            List<String> differing = differences.of(known, wanted, members.webhookUrl(), file);
            webhookRules.change(known, members, differing::contains);
            return differing;
        });
    }

    private interface Changing<C> {
        /** Which members differed. */
        List<String> change(C known);
    }

    private <C extends Configuration> void configuration(String path, C wanted, Class<C> kind, Changing<C> changing) {
        String name = wanted.configurationName;
        if (named.putIfAbsent(name, list(wanted)) != null) {
            errors.add(new Invalid(path + ".configurationName", "is there twice; names are unique across " + CHANNELS + " and "
                    + WEBHOOKS, name));
            return;
        }
        Configuration known = stored.configurations().get(name);
        if (known == null || !kind.isInstance(known) && known.managedBy != null) {
            create(wanted);
        } else if (!kind.isInstance(known)) {
            errors.add(new Invalid(path + ".configurationName", "is the name of a " + known.kind()
                    + " that was made by the API; delete that first, or choose another name", name));
        } else {
            change(kind.cast(known), changing);
        }
    }

    private void create(Configuration wanted) {
        wanted.begin(Configurations.now());
        wanted.managedBy = file;
        topics.addAll(wanted.snsTopicArns);
        changes.add(new DeclaredChange(Action.CREATE, wanted.kind(), wanted.configurationName, List.of()));
        configurations.add(() -> wanted.persist().chain(() -> audited.created(wanted, FILE)));
    }

    private <C extends Configuration> void change(C known, Changing<C> changing) {
        Snapshot before = audited.snapshot(known);
        topics.addAll(known.snsTopicArns);
        List<String> differing = changing.change(known);
        if (differing.isEmpty()) {
            return;
        }
        topics.addAll(known.snsTopicArns);
        known.managedBy = file;
        known.updatedAt = Configurations.now();
        changes.add(new DeclaredChange(Action.CHANGE, known.kind(), known.configurationName, differing));
        configurations.add(() -> audited.changed(before, known, FILE));
    }

    private void delete(Configuration known) {
        topics.addAll(known.snsTopicArns);
        changes.add(new DeclaredChange(Action.DELETE, known.kind(), known.configurationName, List.of()));
        deletions.add(() -> known.delete().chain(() -> audited.deleted(known, FILE)));
    }

    private void remove(SlackWorkspace known) {
        List<String> users = stored.configurations().values().stream()
                .filter(one -> one instanceof SlackChannelConfiguration channel
                        && known.slackTeamId.equals(channel.slackTeamId))
                .filter(one -> one.managedBy == null || named.containsKey(one.configurationName))
                .map(one -> one.configurationName).toList();
        if (!users.isEmpty()) {
            errors.add(new Invalid(WORKSPACES, "no longer has " + known.slackTeamId + ", which is used by "
                    + String.join(", ", users.subList(0, Math.min(users.size(), 20)))
                    + (users.size() > 20 ? " and " + (users.size() - 20) + " more" : ""), known.slackTeamId));
            return;
        }
        changes.add(new DeclaredChange(Action.DELETE, AuditedChanges.WORKSPACE, known.slackTeamId, List.of()));
        removals.add(() -> known.delete().chain(() -> audited.deleted(known, FILE)));
    }

    private static String list(Configuration configuration) {
        return configuration instanceof ChimeWebhookConfiguration ? WEBHOOKS : CHANNELS;
    }
}
