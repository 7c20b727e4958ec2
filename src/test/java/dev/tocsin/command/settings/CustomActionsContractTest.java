package dev.tocsin.command.settings;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditParts;
import dev.tocsin.chat.ActionButton;
import dev.tocsin.command.settings.ActionCriterion.Operator;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;

/** Which custom actions there are, and whose notifications have them. */
class CustomActionsContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final Actor BY = new Actor("deploy-bot", "token");
    private static final Notice ALARM = Samples.interpreted("monitoring/alarm-anomaly.json");

    private CustomActions actions;
    private long channel;

    @BeforeEach
    void aChannelThatTakesCommands() {
        database.run("DELETE FROM custom_action");
        database.run("DELETE FROM audit_entry");
        database.workspace("T1");
        channel = taking();
        actions = new CustomActions(database.postgres(), new ObjectMapper(), AuditParts.log());
    }

    @Test
    void isKeptAsItWasSaid() {
        CustomActionMembers members = new CustomActionMembers("restart", database.name(channel),
                "Restart :arrows_counterclockwise:",
                "lambda invoke --function-name restart", "cloudwatch-alarm",
                List.of(new ActionCriterion("State", Operator.EQUALS, "ALARM"),
                        new ActionCriterion("InstanceId", Operator.HAS_VALUE, null)));
        soon(actions.create(members, BY));
        assertThat(soon(actions.get("restart")).members()).isEqualTo(members);
        assertThat(soon(actions.list(Optional.empty(), "", 10))).hasSize(1);
        assertThat(soon(actions.list(Optional.of("other"), "", 10))).isEmpty();
        assertThatThrownBy(() -> soon(actions.create(members, BY))).hasMessageContaining("already");
    }

    @Test
    void isBelowNotificationsOfItsConfigurationOrOfAllThatTakeCommands() {
        long other = taking();
        make("everywhere", null);
        make("here", database.name(channel));
        assertThat(below(channel)).extracting(ActionButton::name).containsExactly("everywhere", "here");
        assertThat(below(other)).extracting(ActionButton::name).containsExactly("everywhere");
        assertThat(below(database.channelOf("T1"))).isEmpty();
        assertThat(below(-1)).isEmpty();

        database.run("UPDATE configuration SET state = 'DISABLED' WHERE id = $1", other);
        assertThat(new CustomActions(database.postgres(), new ObjectMapper(), AuditParts.log()).below(other, ALARM).await()
                .indefinitely()).isEmpty();
    }

    @Test
    void isReadOnceForManyNotifications() {
        make("here", null);
        assertThat(below(channel)).hasSize(1);
        database.run("DELETE FROM custom_action");
        assertThat(below(channel)).hasSize(1);
    }

    @Test
    void isGoneWithItsConfigurationAndBelowNoOthers() {
        make("here", database.name(channel));
        database.run("DELETE FROM configuration WHERE id = $1", channel);
        assertThat(soon(actions.list(Optional.empty(), "", 10))).isEmpty();
    }

    @Test
    void isChangedAndDeletedWithItsEntriesInTheAudit() {
        make("here", database.name(channel));
        CustomActionMembers said = new CustomActionMembers("here", null, "New", null, null, null);
        assertThat(soon(actions.change("here", said, Set.of("buttonText")::contains, BY)).buttonText()).isEqualTo("New");
        soon(actions.change("here", said, Set.of("buttonText")::contains, BY));
        assertThat(soon(actions.change("here", said, Set.of("configurationName")::contains, BY)).configurationName()).isNull();
        soon(actions.delete("here", BY));

        assertThat(database
                .texts("SELECT concat_ws(' ', actor, operation, name, after->>'buttonText') FROM audit_entry ORDER BY id"))
                .containsExactly("deploy-bot create here Do it", "deploy-bot change here New", "deploy-bot change here",
                        "deploy-bot delete here");
        assertThatThrownBy(() -> soon(actions.delete("here", BY))).hasMessageContaining("no such");
        assertThatThrownBy(() -> soon(actions.change("here", said, Set.of("buttonText")::contains, BY)))
                .hasMessageContaining("no such");
    }

    @Test
    void namesStayAndPlacesAreThere() {
        make("here", null);
        assertThatThrownBy(() -> actions.change("here", new CustomActionMembers("there", null, null, null, null, null),
                Set.of("actionName")::contains, BY)).hasMessageContaining("cannot be changed");
        assertThatThrownBy(() -> soon(actions.change("here", new CustomActionMembers(null, "nothing", null, null, null, null),
                Set.of("configurationName")::contains, BY))).hasMessageContaining("configurationName");
        assertThatThrownBy(() -> make("webhook", database.name(database.configuration())))
                .hasMessageContaining("configurationName");
        assertThatThrownBy(() -> soon(actions.change("here", new CustomActionMembers(null, null, null, null, null, null),
                Set.of("commandText")::contains, BY))).hasMessageContaining("commandText");
    }

    @Test
    void thereAreTwoHundredAtMost() {
        database.run("""
                INSERT INTO custom_action (name, button_text, command_text)
                SELECT 'a-' || i, 'b', 'help' FROM generate_series(1, 200) i""");
        assertThatThrownBy(() -> make("one-more", null)).hasMessageContaining("200");
    }

    private List<ActionButton> below(long configuration) {
        return soon(actions.below(configuration, ALARM));
    }

    private void make(String name, String configuration) {
        soon(actions.create(new CustomActionMembers(name, configuration, "Do it", "help", null, null), BY));
    }

    private static long taking() {
        long id = database.channelOf("T1");
        database.run(
                "UPDATE configuration SET commands = true, iam_role_arn = 'arn:aws:iam::123456789012:role/chat' WHERE id = $1",
                id);
        return id;
    }
}
