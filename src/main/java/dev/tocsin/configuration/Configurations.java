package dev.tocsin.configuration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

import org.hibernate.reactive.mutiny.Mutiny;

import dev.tocsin.audit.Snapshot;
import dev.tocsin.database.Paging;
import dev.tocsin.problem.Problems;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** The stored configurations of all kinds. */
@Singleton
public final class Configurations {

    private final HeardTopics heardTopics;
    private final AuditedChanges audited;
    private final Event<TopicsChanged> topicsChanged;
    private final DeclaredElsewhere managed;

    Configurations(HeardTopics heardTopics, AuditedChanges audited, Event<TopicsChanged> topicsChanged,
            DeclaredElsewhere managed) {
        this.heardTopics = heardTopics;
        this.audited = audited;
        this.topicsChanged = topicsChanged;
        this.managed = managed;
    }

    /** Makes one of what a request says. Fails with a problem if it cannot be. */
    public <M extends ConfigurationMembers, C extends Configuration> Uni<C> create(ConfigurationKind<M, C> kind, M said) {
        return kind.prepared(kind.create(said)).chain(made -> store(kind, made));
    }

    /** @param configuration what its kind has made and prepared */
    public <C extends Configuration> Uni<C> store(ConfigurationKind<?, C> kind, C configuration) {
        configuration.begin(now());
        return Database.write(() -> requireFreeName(configuration.configurationName)
                .chain(() -> kind.requireFoundation(configuration))
                .chain(() -> Escalations.requireAnEnd(configuration))
                .chain(() -> configuration.<C> persistAndFlush())
                .call(() -> audited.created(configuration)))
                .plug(Conflicts.named(configuration.configurationName))
                .invoke(() -> changed("created", configuration));
    }

    public <C extends Configuration> Uni<C> get(ConfigurationKind<?, C> kind, String name) {
        return Database.read(() -> find(kind.entity(), name));
    }

    /** Of whatever kind; null if there is none of that name. */
    public Uni<Configuration> lookup(String name) {
        return Database.read(() -> look(Configuration.class, name));
    }

    /** Those whose names come after the page before, in the order of names; one more than asked for if there are more. */
    public <C extends Configuration> Uni<List<C>> list(ConfigurationKind<?, C> kind, Paging<String> paging,
            ConfigurationFilter filter) {
        return list(kind.entity(), paging, filter);
    }

    /** The same of all kinds. */
    Uni<List<Configuration>> list(Paging<String> paging, ConfigurationFilter filter) {
        return list(Configuration.class, paging, filter);
    }

    private static <C extends Configuration> Uni<List<C>> list(Class<C> entity, Paging<String> paging,
            ConfigurationFilter filter) {
        return Database.read(() -> Panache.getSession()
                .chain(session -> ids(session, entity, paging, filter)
                        .chain(ids -> ids.isEmpty() ? Uni.createFrom().item(List.of()) : withTopics(session, entity, ids))));
    }

    /** @param named whether the request names the member; the others stay as they are */
    public <M extends ConfigurationMembers, C extends Configuration> Uni<C> change(ConfigurationKind<M, C> kind, String name,
            M said, Predicate<String> named, IfMatch ifMatch) {
        return kind.changing(said, named, () -> get(kind, name)).chain(change -> change(kind, name, ifMatch, change));
    }

    private <C extends Configuration> Uni<C> change(ConfigurationKind<?, C> kind, String name, IfMatch ifMatch,
            Consumer<C> change) {
        return Database.write(() -> find(kind.entity(), name).call(configuration -> {
            managed.refuse(configuration.managedBy, configuration.configurationName);
            ifMatch.require(etag(configuration));
            Snapshot before = audited.snapshot(configuration);
            change.accept(configuration);
            if (audited.snapshot(configuration).equals(before)) {
                return Uni.createFrom().voidItem();
            }
            configuration.updatedAt = now();
            return Escalations.requireAnEnd(configuration).chain(() -> audited.changed(before, configuration));
        })).plug(Conflicts::explained).invoke(configuration -> changed("changed", configuration));
    }

    /**
     * Makes its deliveries wait. Saying it twice changes nothing but the reason.
     *
     * @param reason for those who wonder; null if nobody says one
     */
    Uni<Configuration> disable(String name, String reason) {
        Check check = new Check();
        check.text("reason", reason);
        check.require();
        return turn(name, State.DISABLED, reason);
    }

    /** Lets it send again; one that is shut is tried at once. */
    Uni<Configuration> enable(String name) {
        return turn(name, State.ENABLED, null);
    }

    private Uni<Configuration> turn(String name, State state, String reason) {
        return Database.write(() -> find(Configuration.class, name).call(configuration -> {
            Snapshot before = audited.snapshot(configuration);
            if (configuration.turn(state, reason, now())) {
                return audited.changed(before, configuration);
            }
            return Uni.createFrom().voidItem();
        })).plug(Conflicts::explained).invoke(configuration -> Log.infof("configuration %s name=%s",
                state == State.ENABLED ? "enabled" : "disabled", name));
    }

    public <C extends Configuration> Uni<Void> delete(ConfigurationKind<?, C> kind, String name, IfMatch ifMatch) {
        return Database.write(() -> find(kind.entity(), name)
                .invoke(configuration -> managed.refuse(configuration.managedBy, configuration.configurationName))
                .invoke(configuration -> ifMatch.require(etag(configuration)))
                .call(() -> Escalations.requireNoneTo(name))
                .call(Configuration::delete)
                .call(audited::deleted))
                .plug(Conflicts::explained).invoke(configuration -> changed("deleted", configuration)).replaceWithVoid();
    }

    public static String etag(Configuration configuration) {
        return IfMatch.etag(configuration.id, configuration.version);
    }

    /** As precise as Postgres keeps it. */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Somebody else has written, and that is committed. */
    public void changedBy(Set<String> topicArns) {
        heardTopics.forget();
        topicsChanged.fire(new TopicsChanged(topicArns));
    }

    private void changed(String how, Configuration configuration) {
        changedBy(configuration.snsTopicArns);
        Log.infof("configuration %s name=%s topics=%d", how, configuration.configurationName,
                configuration.snsTopicArns.size());
    }

    private static Uni<Void> requireFreeName(String name) {
        return Configuration.count("configurationName", name).invoke(count -> {
            if (count > 0) {
                throw Conflicts.nameTaken(name);
            }
        }).replaceWithVoid();
    }

    private static <C extends Configuration> Uni<C> find(Class<C> entity, String name) {
        return look(entity, name)
                .onItem().ifNull().failWith(() -> Problems.notFound("There is no such configuration of this kind: "
                        + (name.matches(Limits.NAME_PATTERN) ? name : "the name is not a valid one") + "."));
    }

    private static <C extends Configuration> Uni<C> look(Class<C> entity, String name) {
        return Panache.getSession().chain(session -> session
                .createSelectionQuery("from " + entity.getSimpleName()
                        + " c left join fetch c.snsTopicArns where c.configurationName = :name", entity)
                .setParameter("name", name).getSingleResultOrNull());
    }

    private static <C extends Configuration> Uni<List<Long>> ids(Mutiny.Session session, Class<C> entity, Paging<String> paging,
            ConfigurationFilter filter) {
        return filter.bind(session.createSelectionQuery("select c.id from " + entity.getSimpleName()
                + " c where c.configurationName > :after" + filter.conditions() + " order by c.configurationName", Long.class)
                .setParameter("after", paging.after())).setMaxResults(paging.rows()).getResultList();
    }

    private static <C extends Configuration> Uni<List<C>> withTopics(Mutiny.Session session, Class<C> entity, List<Long> ids) {
        return session.createSelectionQuery("from " + entity.getSimpleName()
                + " c left join fetch c.snsTopicArns where c.id in :ids order by c.configurationName", entity)
                .setParameter("ids", ids).getResultList();
    }
}
