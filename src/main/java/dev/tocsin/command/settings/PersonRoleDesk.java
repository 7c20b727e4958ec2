package dev.tocsin.command.settings;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import jakarta.inject.Singleton;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.AuditedKinds;
import dev.tocsin.audit.Change;
import dev.tocsin.audit.Snapshot;
import dev.tocsin.command.settings.PersonStore.Place;
import dev.tocsin.command.settings.PersonStore.Who;
import dev.tocsin.configuration.Check;
import dev.tocsin.configuration.Limits;
import dev.tocsin.database.Keys;
import dev.tocsin.database.Paging;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.problem.Problems;
import dev.tocsin.secret.Nonce;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * How people come to roles of their own: they ask by a link, and an administrator approves it, since nobody here can tell
 * whether they might assume that role by themselves; or an administrator gives it to them.
 */
@Singleton
public class PersonRoleDesk implements AuditedKinds {

    /** How the list of people is sorted. */
    public static final Keys<Long> IDS = Keys.ids("people");

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String KIND = "command-person";

    private final Statements statements;
    private final AuditLog audit;
    private final RoleNews news;

    PersonRoleDesk(Postgres postgres, AuditLog audit, RoleNews news) {
        this.statements = postgres.within(TIMEOUT);
        this.audit = audit;
        this.news = news;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    /** @param isWaiting only those who wait for an administrator */
    public record Wanted(Optional<String> configurationName, Optional<String> slackUserId, boolean isWaiting) {
    }

    /** What became of a link. */
    public record Answered(RoleLink link, String roleArn, boolean isGranted) {
    }

    /** Ends with a problem if the link is not good any more. */
    public Uni<RoleLink> open(String ticket) {
        Nonce nonce = possible(ticket);
        return statements.query(PersonStore.OPEN, Tuple.of(nonce.sha256()))
                .map(rows -> Rows.first(rows, PersonStore::roleLink).orElseThrow(PersonRoleDesk::usedUp));
    }

    /**
     * Uses the link up, unless the role cannot be. It only asks, whoever has logged in: an administrator may have been given
     * the
     * link of somebody else, and approves where they see whose it is.
     */
    public Uni<Answered> answer(String ticket, String roleArn, Actor by) {
        Nonce nonce = possible(ticket);
        requireRole(roleArn);
        return statements.transaction(connection -> connection.preparedQuery(PersonStore.OPEN)
                .execute(Tuple.of(nonce.sha256()))
                .map(rows -> Rows.first(rows, PersonStore::roleLink).orElseThrow(PersonRoleDesk::usedUp))
                .call(link -> PersonStore.take(connection, nonce).invoke(taken -> {
                    if (!taken) {
                        throw usedUp();
                    }
                }))
                .chain(link -> place(connection, link.configurationName()).chain(place -> {
                    requireAccount(roleArn, place);
                    Who who = new Who(place.configurationId(), link.slackTeamId(), link.slackUserId(), link.slackUserName());
                    return link.roleArn().filter(roleArn::equals).isPresent()
                            ? Uni.createFrom().item(new Answered(link, roleArn, true))
                            : write(connection, PersonStore.ASK, who, roleArn, by)
                                    .replaceWith(new Answered(link, roleArn, false));
                })));
    }

    /** The newest first; one more than a page if there are more. */
    public Uni<List<CommandPerson>> list(Wanted wanted, Paging<Long> paging) {
        return statements.query(PersonStore.LIST, Tuple.of(paging.after(), wanted.configurationName().orElse(null),
                wanted.slackUserId().orElse(null), wanted.isWaiting(), paging.rows()))
                .map(rows -> Rows.all(rows, PersonStore::person));
    }

    /** What an administrator gives somebody, in place of what they had. */
    public Uni<CommandPerson> give(CommandPersonMembers members, Actor by) {
        check(members);
        return statements.transaction(connection -> place(connection, members.configurationName()).chain(place -> {
            requireAccount(members.roleArn(), place);
            Who who = new Who(place.configurationId(), Objects.requireNonNullElse(members.slackTeamId(), place.slackTeamId()),
                    members.slackUserId(), Objects.requireNonNullElse(members.slackUserName(), members.slackUserId()));
            return write(connection, PersonStore.GRANT, who, members.roleArn(), by);
        }));
    }

    /** @param askedRoleArn what the administrator has seen; somebody may have asked for another meanwhile */
    public Uni<CommandPerson> approve(String id, String askedRoleArn, Actor by) {
        if (askedRoleArn == null) {
            throw Problems.invalid("roleArn", "is required: the askedRoleArn that you approve", null);
        }
        return changing(id, (connection, person) -> {
            requireAsked(person);
            if (!askedRoleArn.equals(person.askedRoleArn())) {
                throw Problems.changedMeanwhile(person.slackUserName() + " has asked for another role meanwhile: "
                        + person.askedRoleArn() + ". Look at that one and decide anew.");
            }
            return connection.preparedQuery(PersonStore.APPROVE).execute(Tuple.of(Long.parseLong(id), words(by)))
                    .replaceWithVoid();
        }, by).invoke(news::approved);
    }

    /** Who had a role before keeps it. */
    public Uni<Void> decline(String id, Actor by) {
        return changing(id, (connection, person) -> {
            requireAsked(person);
            return connection.preparedQuery(person.roleArn() == null ? PersonStore.DELETE : PersonStore.DECLINE)
                    .execute(Tuple.of(Long.parseLong(id))).replaceWithVoid();
        }, by).invoke(news::declined).replaceWithVoid();
    }

    public Uni<Void> delete(String id, Actor by) {
        return changing(id, (connection, person) -> connection.preparedQuery(PersonStore.DELETE)
                .execute(Tuple.of(Long.parseLong(id))).replaceWithVoid(), by).replaceWithVoid();
    }

    private interface Doing {
        Uni<Void> to(SqlConnection connection, CommandPerson person);
    }

    /** @return how it is afterwards; as it was before if it is gone */
    private Uni<CommandPerson> changing(String id, Doing what, Actor by) {
        long number = number(id);
        return statements.transaction(connection -> PersonStore.find(connection, number)
                .map(found -> found.orElseThrow(() -> unknown(id)))
                .chain(before -> what.to(connection, before)
                        .chain(() -> PersonStore.find(connection, number))
                        .call(after -> record(connection, Optional.of(before), after, by))
                        .map(after -> after.orElse(before))));
    }

    private Uni<CommandPerson> write(SqlConnection connection, String statement, Who who, String roleArn, Actor by) {
        return PersonStore.find(connection, who).chain(before -> PersonStore
                .write(connection, statement, who, roleArn, words(by))
                .chain(() -> PersonStore.find(connection, who))
                .call(after -> record(connection, before, after, by))
                .map(Optional::orElseThrow));
    }

    private Uni<Void> record(SqlConnection connection, Optional<CommandPerson> before, Optional<CommandPerson> after,
            Actor by) {
        String name = after.or(() -> before).orElseThrow().auditName();
        Function<CommandPerson, Snapshot> seen = person -> audit.snapshot(person).without("id", "grantedAt",
                "askedAt");
        Change change = before.isEmpty() ? Change.created(KIND, name, seen.apply(after.orElseThrow()))
                : after.isEmpty() ? Change.deleted(KIND, name, seen.apply(before.get()))
                        : Change.changed(KIND, name, seen.apply(before.get()), seen.apply(after.get()));
        return audit.record(connection, change.by(by));
    }

    private static Uni<Place> place(SqlConnection connection, String configurationName) {
        return PersonStore.place(connection, configurationName)
                .map(found -> found.orElseThrow(() -> noSuchPlace(configurationName)));
    }

    private static void check(CommandPersonMembers members) {
        Check check = new Check();
        if (check.required("configurationName", members.configurationName())) {
            check.configurationName(members.configurationName());
        }
        check.matches("slackTeamId", members.slackTeamId(), Limits.TEAM_PATTERN, "1 to 255 digits or capital letters");
        if (check.required("slackUserId", members.slackUserId()) && !members.slackUserId().matches(CommandPersonMembers.USER)) {
            check.fail("slackUserId", "must be the id of a Slack user, for instance U0123456789: copy it from the profile",
                    members.slackUserId());
        }
        check.text("slackUserName", members.slackUserName());
        if (check.required("roleArn", members.roleArn())) {
            check.roleArn("roleArn", members.roleArn());
        }
        check.require();
    }

    private static void requireRole(String roleArn) {
        Check check = new Check();
        if (check.required("roleArn", roleArn)) {
            check.roleArn("roleArn", roleArn);
        }
        check.require();
    }

    private static void requireAccount(String roleArn, Place place) {
        place.account().filter(account -> !PersonStore.account(roleArn).filter(account::equals).isPresent())
                .ifPresent(account -> {
                    throw Problems.invalid("roleArn", "must be in the account " + account + ", as the configuration's "
                            + "iamRoleArn is: commands of one configuration go to one account", roleArn);
                });
    }

    private static void requireAsked(CommandPerson person) {
        if (person.askedRoleArn() == null) {
            throw Problems.conflict("not-asked", person.slackUserName() + " has asked for no role, or it was decided already.");
        }
    }

    private static Nonce possible(String ticket) {
        Nonce nonce = Nonce.of(ticket);
        if (!nonce.isPossible()) {
            throw usedUp();
        }
        return nonce;
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw unknown(id);
        }
        return Long.parseLong(id);
    }

    private static String words(Actor by) {
        return by.name() + " (" + by.kind() + ")";
    }

    static RuntimeException noSuchPlace(String configurationName) {
        return Problems.notFound("There is no Slack channel of a workspace that is configured as " + configurationName + ".");
    }

    private static RuntimeException unknown(String id) {
        return Problems
                .notFound("There is nobody " + (id.matches("[0-9]{1,18}") ? id : "of such an id") + " in the list of people "
                        + "and their roles.");
    }

    private static RuntimeException usedUp() {
        return Problems.forbidden("This link has expired, was used already or is followed by a newer one; it is good for 15 "
                + "minutes and once. Give a command in Slack again, and Tocsin shows you a new one.");
    }
}
