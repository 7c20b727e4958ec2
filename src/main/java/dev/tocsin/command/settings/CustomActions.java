package dev.tocsin.command.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.AuditedKinds;
import dev.tocsin.audit.Change;
import dev.tocsin.audit.Snapshot;
import dev.tocsin.chat.ActionButton;
import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.database.Keys;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.flight.SharedAnswers;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.NoticeVariables;
import dev.tocsin.problem.Problems;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Buttons of their own that people add to notifications, and which notification has which. */
@ApplicationScoped
public class CustomActions implements AuditedKinds {

    /** How the list of them is sorted. */
    public static final Keys<String> NAMES = Keys.texts("actions", key -> key.matches(CustomAction.NAME));

    /** Slack shows more in one message, and nobody reads them. */
    static final int BELOW_ONE = 5;

    private static final String KIND = "custom-action";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration BRIEFLY = Duration.ofSeconds(2);
    /** So long after a change the notifications of other replicas may still be as before. */
    private static final Duration MEMORY = Duration.ofSeconds(10);
    private static final int REMEMBERED = 1_000;

    private final Statements statements;
    private final Statements brief;
    private final CustomActionStore store;
    private final AuditLog audit;
    private final SharedAnswers<Long, List<CustomAction>> known;

    CustomActions(Postgres postgres, ObjectMapper mapper, AuditLog audit) {
        this.statements = postgres.within(TIMEOUT);
        this.brief = postgres.within(BRIEFLY);
        this.store = new CustomActionStore(mapper);
        this.audit = audit;
        this.known = new SharedAnswers<>(MEMORY, REMEMBERED, System::nanoTime);
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    /** Which of these a notice has below it, and with which command. */
    static List<ActionButton> fitting(List<CustomAction> actions, Notice notice) {
        if (actions.isEmpty()) {
            return List.of();
        }
        NoticeVariables said = NoticeVariables.of(notice);
        return actions.stream().flatMap(action -> action.button(notice, said).stream()).limit(BELOW_ONE).toList();
    }

    /** Never fails: at worst they are left out for a moment. */
    public Uni<List<ActionButton>> below(long configurationId, Notice notice) {
        return known.ask(configurationId, () -> of(configurationId)).map(actions -> fitting(actions, notice))
                .onFailure().recoverWithItem(failure -> {
                    Log.debugf("Custom actions are left out below a notification: %s", DatabaseTrouble.words(failure));
                    return List.of();
                });
    }

    /** The same as they are now, for somebody who has pressed one. Fails as the database does. */
    public Uni<List<ActionButton>> belowNow(long configurationId, Notice notice) {
        return of(configurationId).map(actions -> fitting(actions, notice));
    }

    private Uni<List<CustomAction>> of(long configurationId) {
        return brief.query(CustomActionStore.OF, Tuple.of(configurationId, CustomActionStore.AT_MOST))
                .map(rows -> Rows.all(rows, store::action));
    }

    /** In the order of names; one more than a page if there are more. */
    public Uni<List<CustomAction>> list(Optional<String> configurationName, String after, int rows) {
        return statements.query(CustomActionStore.PAGE, Tuple.of(after, configurationName.orElse(null), rows))
                .map(found -> Rows.all(found, store::action));
    }

    public Uni<CustomAction> get(String actionName) {
        return statements.query(CustomActionStore.NAMED, Tuple.of(actionName))
                .map(rows -> Rows.first(rows, store::action).orElseThrow(() -> unknown(actionName)));
    }

    public Uni<CustomAction> create(CustomActionMembers members, Actor by) {
        members.check();
        return statements.transaction(connection -> place(connection, members.configurationName())
                .chain(place -> store.insert(connection, members, place.orElse(null)))
                .chain(done -> store.find(connection, CustomActionStore.NAMED, members.actionName())
                        .map(found -> found.filter(made -> done).orElseThrow(() -> notMade(members, found.isPresent()))))
                .call(made -> audit.record(connection, Change.created(KIND, made.actionName(), seen(made)).by(by))))
                .invoke(known::forget);
    }

    /** @param named whether the request names the member; the others stay as they are */
    public Uni<CustomAction> change(String actionName, CustomActionMembers said, Predicate<String> named, Actor by) {
        if (named.test("actionName") && !actionName.equals(said.actionName())) {
            throw Problems.invalid("actionName",
                    "cannot be changed; create a custom action of the new name and delete this one",
                    said.actionName());
        }
        return statements.transaction(connection -> store.find(connection, CustomActionStore.LOCKED, actionName)
                .map(found -> found.orElseThrow(() -> unknown(actionName)))
                .chain(before -> {
                    CustomActionMembers wanted = before.members().with(said, named);
                    wanted.check();
                    return place(connection, wanted.configurationName())
                            .chain(place -> store.update(connection, wanted, place.orElse(null)))
                            .chain(() -> store.find(connection, CustomActionStore.NAMED, actionName))
                            .map(Optional::orElseThrow)
                            .call(after -> seen(before).equals(seen(after)) ? Uni.createFrom().voidItem()
                                    : audit.record(connection,
                                            Change.changed(KIND, actionName, seen(before), seen(after)).by(by)));
                })).invoke(known::forget);
    }

    public Uni<Void> delete(String actionName, Actor by) {
        return statements.transaction(connection -> store.find(connection, CustomActionStore.LOCKED, actionName)
                .map(found -> found.orElseThrow(() -> unknown(actionName)))
                .call(() -> connection.preparedQuery(CustomActionStore.DELETE).execute(Tuple.of(actionName)))
                .call(before -> audit.record(connection, Change.deleted(KIND, actionName, seen(before)).by(by))))
                .invoke(known::forget).replaceWithVoid();
    }

    private Snapshot seen(CustomAction action) {
        return audit.snapshot(action).without("createdAt", "updatedAt");
    }

    /** Empty for all configurations. */
    private static Uni<Optional<Long>> place(SqlConnection connection, String configurationName) {
        return configurationName == null
                ? Uni.createFrom().item(Optional.empty())
                : CustomActionStore.place(connection, configurationName).invoke(found -> {
                    if (found.isEmpty()) {
                        throw Problems.invalid("configurationName", "is no Slack channel of a workspace that is configured; "
                                + "leave it out for all that take commands", configurationName);
                    }
                });
    }

    private static RuntimeException notMade(CustomActionMembers members, boolean isTaken) {
        return isTaken
                ? Problems.alreadyExists("There is a custom action named " + members.actionName()
                        + " already. Choose another name, or change that one.")
                : Problems.conflict("too-many", "There are " + CustomActionStore.AT_MOST
                        + " custom actions already, which is as many as there may be. Delete one first.");
    }

    private static RuntimeException unknown(String actionName) {
        return Problems.notFound("There is no such custom action: "
                + (actionName.matches(CustomAction.NAME) ? actionName : "the name is not a valid one") + ".");
    }
}
