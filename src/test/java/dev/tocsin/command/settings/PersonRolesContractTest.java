package dev.tocsin.command.settings;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.address.ConsoleAddress;
import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditParts;
import dev.tocsin.command.settings.PersonRoleDesk.Answered;
import dev.tocsin.command.settings.PersonRoleDesk.Wanted;
import dev.tocsin.database.Paging;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.problem.ProblemException;

/** How people come to a role of their own, and when it holds. */
class PersonRolesContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final String HERS = "arn:aws:iam::123456789012:role/people/ada";
    private static final String OTHER = "arn:aws:iam::123456789012:role/administrator";
    private static final Actor ADA = new Actor("ada@example.com", "person");
    private static final Actor ADMIN = new Actor("admin", "bootstrap-token");
    private static final Wanted ALL = new Wanted(Optional.empty(), Optional.empty(), false);

    private final PersonRoles roles = new PersonRoles(database.postgres(),
            new ConsoleAddress(Optional.of(URI.create("https://tocsin.example.com")), true));
    private final PersonRoleDesk desk = new PersonRoleDesk(database.postgres(), AuditParts.log(), new HeardNews());

    private final List<String> heard = new ArrayList<>();

    private String name;

    /** Says what Slack would be told. */
    private final class HeardNews extends RoleNews {

        HeardNews() {
            super(database.postgres(), null, null);
        }

        @Override
        void approved(CommandPerson person) {
            heard.add("approved " + person.slackUserId());
        }

        @Override
        void declined(CommandPerson person) {
            heard.add("declined " + person.slackUserId());
        }
    }

    @BeforeEach
    void aChannelThatWantsUserRoles() {
        database.run("DELETE FROM audit_entry");
        database.workspace("T1");
        long id = database.channelOf("T1");
        name = database.name(id);
        database.run("UPDATE configuration SET commands = true, user_authorization_required = true WHERE id = $1", id);
    }

    @Test
    void whoAsksHasTheRoleOnceAnAdministratorApprovesIt() {
        String ticket = link();
        assertThat(soon(desk.open(ticket))).isEqualTo(
                new RoleLink("T1", "U1", "ada", name, Optional.empty(), Optional.empty(), Optional.empty()));

        assertThat(soon(desk.answer(ticket, HERS, ADA)).isGranted()).isFalse();
        assertThat(role()).isEmpty();
        CommandPerson asking = waiting().get(0);
        assertThat(asking.askedRoleArn()).isEqualTo(HERS);
        assertThat(asking.askedBy()).isEqualTo("ada@example.com (person)");

        soon(desk.approve(asking.id(), HERS, ADMIN));
        assertThat(role()).contains(HERS);
        assertThat(heard).containsExactly("approved U1");
        assertThat(waiting()).isEmpty();
        assertThat(only().grantedBy()).isEqualTo("admin (bootstrap-token)");
        assertThat(audit()).containsExactly("ada@example.com create command-person " + name + "/U1",
                "admin change command-person " + name + "/U1");
    }

    @Test
    void aLinkIsGoodOnceAndTheNewestAlone() {
        String older = link();
        String newer = link();
        assertThatThrownBy(() -> soon(desk.open(older))).hasMessageContaining("newer one");
        soon(desk.open(newer));
        soon(desk.open(newer));
        soon(desk.answer(newer, HERS, ADA));
        for (String used : List.of(newer, older, "nothing", "")) {
            assertThatThrownBy(() -> soon(desk.answer(used, OTHER, ADMIN))).isInstanceOf(ProblemException.class);
        }
        assertThat(role()).isEmpty();
        assertThat(database.texts("SELECT l::text FROM command_role_link l")).isEmpty();
    }

    @Test
    void ofTwoWhoUseALinkAtTheSameTimeOneDoes() {
        String ticket = link();
        List<CompletableFuture<Answered>> both = List.of(HERS, OTHER).stream()
                .map(arn -> desk.answer(ticket, arn, ADA).subscribeAsCompletionStage()).toList();
        assertThat(both.stream().filter(PersonRolesContractTest::isDone)).hasSize(1);
    }

    @Test
    void itIsGoodForAQuarterOfAnHour() {
        String ticket = link();
        assertThat(database.number("""
                SELECT count(*) FROM command_role_link
                WHERE expires_at BETWEEN now() + interval '14 minutes' AND now() + interval '15 minutes'""")).isEqualTo(1);
        assertThat(database.texts("SELECT l::text FROM command_role_link l")).noneMatch(row -> row.contains(ticket));
        database.run("UPDATE command_role_link SET expires_at = now()");
        assertThatThrownBy(() -> soon(desk.open(ticket))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> soon(desk.answer(ticket, HERS, ADMIN))).isInstanceOf(ProblemException.class);
        soon(roles.expire());
        assertThat(database.number("SELECT count(*) FROM command_role_link")).isZero();
    }

    @Test
    void whatIsTypedWronglyDoesNotUseTheLinkUp() {
        database.run("UPDATE configuration SET iam_role_arn = 'arn:aws:iam::210987654321:role/chat'");
        String ticket = link();
        assertThat(soon(desk.open(ticket)).account()).contains("210987654321");
        for (String wrong : new String[] { null, "", "ada", "arn:aws:iam::123456789012:user/ada", HERS }) {
            assertThatThrownBy(() -> soon(desk.answer(ticket, wrong, ADMIN))).isInstanceOf(ProblemException.class)
                    .hasMessageContaining("roleArn");
        }
        soon(desk.answer(ticket, "arn:aws:iam::210987654321:role/ada", ADMIN));
        assertThat(only().askedRoleArn()).isEqualTo("arn:aws:iam::210987654321:role/ada");
    }

    /** Who opens it may have been given somebody else's link, and would make that person who they are. */
    @Test
    void anAdministratorWhoOpensALinkOnlyAsksToo() {
        assertThat(soon(desk.answer(link(), HERS, ADMIN)).isGranted()).isFalse();
        assertThat(role()).isEmpty();
        soon(desk.approve(waiting().get(0).id(), HERS, ADMIN));
        assertThat(soon(desk.open(link())).roleArn()).contains(HERS);
        assertThat(soon(desk.answer(link(), HERS, ADA)).isGranted()).as("what is so already").isTrue();
        assertThat(only().grantedBy()).isEqualTo("admin (bootstrap-token)");
    }

    @Test
    void whoAsksForAnotherKeepsWhatTheyHaveMeanwhile() {
        give(HERS);
        soon(desk.answer(link(), OTHER, ADA));
        assertThat(role()).contains(HERS);
        String id = waiting().get(0).id();
        soon(desk.decline(id, ADMIN));
        assertThat(role()).contains(HERS);
        assertThat(waiting()).isEmpty();
        assertThatThrownBy(() -> soon(desk.decline(id, ADMIN))).hasMessageContaining("asked for no role");
        assertThat(heard).as("once, and not when nothing was decided").containsExactly("declined U1");
    }

    @Test
    void whatIsDeclinedAndNeverWasIsGone() {
        soon(desk.answer(link(), HERS, ADA));
        soon(desk.decline(waiting().get(0).id(), ADMIN));
        assertThat(all()).isEmpty();
        assertThat(audit()).last().isEqualTo("admin delete command-person " + name + "/U1");
    }

    @Test
    void anAdministratorApprovesWhatTheyHaveSeen() {
        soon(desk.answer(link(), HERS, ADA));
        String id = waiting().get(0).id();
        soon(desk.answer(link(), OTHER, ADA));

        assertThatThrownBy(() -> soon(desk.approve(id, HERS, ADMIN))).hasMessageContaining(OTHER);
        assertThat(role()).isEmpty();
        assertThatThrownBy(() -> soon(desk.approve("x", HERS, ADMIN))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> soon(desk.approve("999999", HERS, ADMIN))).isInstanceOf(ProblemException.class);
    }

    @Test
    void aRoleIsOfOnePersonInOneWorkspaceForOneConfiguration() {
        give(HERS);
        assertThat(soon(roles.roleOf("T1", "U2", name))).isEmpty();
        assertThat(soon(roles.roleOf("T2", "U1", name))).isEmpty();
        assertThat(soon(roles.roleOf("T1", "U1", "other"))).isEmpty();
        soon(desk.delete(only().id(), ADMIN));
        assertThat(role()).isEmpty();
    }

    @Test
    void itHoldsNoLongerWhenTheConfigurationGoesToAnotherAccountOrIsGone() {
        give(HERS);
        database.run("UPDATE configuration SET iam_role_arn = 'arn:aws:iam::123456789012:role/chat'");
        assertThat(role()).contains(HERS);
        database.run("UPDATE configuration SET iam_role_arn = 'arn:aws:iam::210987654321:role/chat'");
        assertThat(role()).isEmpty();
        database.run("DELETE FROM configuration");
        assertThat(all()).isEmpty();
    }

    @Test
    void itIsGivenOnlyForChannelsOfAWorkspace() {
        String webhook = database.name(database.configuration());
        assertThatThrownBy(() -> soon(roles.link("T1", "U1", "ada", webhook))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> soon(desk.give(new CommandPersonMembers("nothing", null, "U1", null, HERS), ADMIN)))
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> desk.give(new CommandPersonMembers(null, "t", "S1", "", null), ADMIN))
                .hasMessageContainingAll("configurationName", "slackTeamId", "slackUserId", "slackUserName", "roleArn");
    }

    @Test
    void withoutAConsoleThereIsNoLinkButAnotherWay() {
        PersonRoles without = new PersonRoles(database.postgres(), new ConsoleAddress(Optional.empty(), true));
        assertThatThrownBy(() -> soon(without.link("T1", "U1", "ada", name))).hasMessageContaining("/api/command-people");
    }

    private String link() {
        String url = soon(roles.link("T1", "U1", "ada", name));
        assertThat(url).startsWith("https://tocsin.example.com/console/command-people/link/");
        return url.replaceFirst(".*/", "");
    }

    private void give(String arn) {
        soon(desk.give(new CommandPersonMembers(name, null, "U1", null, arn), ADMIN));
    }

    private Optional<String> role() {
        return soon(roles.roleOf("T1", "U1", name));
    }

    private List<CommandPerson> all() {
        return soon(desk.list(ALL, Paging.of(PersonRoleDesk.IDS, null, null)));
    }

    private CommandPerson only() {
        assertThat(all()).hasSize(1);
        return all().get(0);
    }

    private List<CommandPerson> waiting() {
        return soon(
                desk.list(new Wanted(Optional.of(name), Optional.of("U1"), true), Paging.of(PersonRoleDesk.IDS, null, null)));
    }

    private static boolean isDone(CompletableFuture<?> one) {
        try {
            one.join();
            return true;
        } catch (CompletionException refused) {
            return false;
        }
    }

    private static List<String> audit() {
        return database.texts("SELECT concat_ws(' ', actor, operation, kind, name) FROM audit_entry ORDER BY id");
    }
}
