package dev.tocsin.command.settings;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.command.settings.Aliases.Alias;
import dev.tocsin.command.settings.ChannelDefaults.Defaults;
import dev.tocsin.configuration.slack.NotificationButton;
import dev.tocsin.database.QueueDatabase;

/** Where commands may be given, what a channel has named for itself, and what it means where it does not say. */
class CommandSettingsContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final String ROLE = "arn:aws:iam::123456789012:role/chat";
    private static final Defaults NONE = new Defaults(Optional.empty(), Optional.empty());

    private final CommandPlaces places = new CommandPlaces(database.postgres());
    private final Aliases aliases = new Aliases(database.postgres());
    private final ChannelDefaults defaults = new ChannelDefaults(database.postgres());

    @BeforeEach
    void empty() {
        database.run("DELETE FROM command_alias");
        database.run("DELETE FROM command_default");
        database.workspace("T1");
    }

    @Test
    void onlyEnabledConfigurationsOfTheChannelThatTakeCommandsAreThere() {
        long one = taking("C1");
        taking("C2");
        database.channelOf("T1");
        long disabled = taking("C1");
        database.run("UPDATE configuration SET state = 'DISABLED' WHERE id = $1", disabled);

        assertThat(soon(places.in("T1", "C1"))).singleElement().isEqualTo(new CommandPlace(one, database.name(one),
                Optional.of(ROLE), List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"), true, List.of("U1", "S1"),
                List.of("U2")));
        assertThat(soon(places.in("T2", "C1"))).isEmpty();
        assertThat(soon(places.in("T1", "C1")).get(0).account()).contains("123456789012");
    }

    @Test
    void severalAccountsMayShareAChannel() {
        long one = taking("C1");
        long other = taking("C1");
        database.run("UPDATE configuration SET iam_role_arn = NULL WHERE id = $1", other);

        assertThat(soon(places.in("T1", "C1"))).extracting(CommandPlace::configurationId).containsExactlyInAnyOrder(one, other);
        assertThat(soon(places.in("T1", "C1"))).extracting(CommandPlace::configurationName).isSorted();
        assertThat(soon(places.in("T1", "C1"))).extracting(CommandPlace::account).contains(Optional.empty());
    }

    @Test
    void buttonsMayBeThereWithoutCommands() {
        long buttons = database.channelOf("T1");
        database.run("UPDATE configuration SET notification_buttons = '{SHOW_LOGS,OF_A_NEWER_VERSION}' WHERE id = $1", buttons);

        CommandPlaces.ButtonPlace place = soon(places.behind(buttons)).orElseThrow();
        assertThat(place.takesCommands()).isFalse();
        assertThat(place.buttons()).containsExactly(NotificationButton.SHOW_LOGS);
        assertThat(place.place().roleArn()).isEmpty();
        assertThat(soon(places.behind(taking("C9"))).orElseThrow().takesCommands()).isTrue();

        database.run("UPDATE configuration SET state = 'DISABLED' WHERE id = $1", buttons);
        assertThat(soon(places.behind(buttons))).isEmpty();
        assertThat(soon(places.behind(database.configuration()))).isEmpty();
        assertThat(soon(places.behind(-1))).isEmpty();
    }

    @Test
    void anAliasBelongsToItsChannel() {
        Alias alias = new Alias("restart", "ecs update-service --service $service --force-new-deployment", "Ada");
        assertThat(soon(aliases.create("T1", "C1", alias))).isTrue();
        assertThat(soon(aliases.create("T1", "C1", new Alias("restart", "other", "Grace")))).isFalse();
        assertThat(soon(aliases.create("T1", "C2", new Alias("restart", "other", "Grace")))).isTrue();

        assertThat(soon(aliases.find("T1", "C1", "restart"))).contains(alias);
        assertThat(soon(aliases.find("T2", "C1", "restart"))).isEmpty();
        assertThat(soon(aliases.delete("T1", "C1", "other"))).isFalse();
        assertThat(soon(aliases.delete("T1", "C1", "restart"))).isTrue();
        assertThat(soon(aliases.list("T1", "C1"))).isEmpty();
        assertThat(soon(aliases.list("T1", "C2"))).extracting(Alias::action).containsExactly("other");
    }

    @Test
    void aChannelHasAHundredAliasesHoweverManyAreMadeAtOnce() {
        List<CompletableFuture<Boolean>> made = IntStream.range(0, 110).mapToObj(i -> aliases
                .create("T1", "C1", new Alias("alias-" + i, "help", "Ada")).subscribeAsCompletionStage()).toList();

        assertThat(made.stream().filter(CompletableFuture::join)).hasSize(100);
        assertThat(soon(aliases.list("T1", "C1"))).hasSize(100).extracting(Alias::name).isSorted();
    }

    @Test
    void whatIsNoAliasIsRefused() {
        assertThat(Aliases.objection("restart-it_2", "help")).isEmpty();
        assertThat(Aliases.objection("a".repeat(100), "a".repeat(5_000))).isEmpty();
        assertThat(Aliases.objection("a".repeat(101), "help")).isPresent();
        assertThat(Aliases.objection("re start", "help")).isPresent();
        assertThat(Aliases.objection("", "help")).isPresent();
        assertThat(Aliases.objection("restart", " ")).isPresent();
        assertThat(Aliases.objection("restart", "a".repeat(5_001))).isPresent();
        assertThatThrownBy(() -> aliases.create("T1", "C1", new Alias("re start", "help", "Ada")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatWasChosenIsRememberedForAWeekEachByItself() {
        assertThat(soon(defaults.of("T1", "C1"))).isEqualTo(NONE);

        soon(defaults.set("T1", "C1", new Defaults(Optional.of("123456789012"), Optional.empty())));
        soon(defaults.set("T1", "C1", new Defaults(Optional.empty(), Optional.of("eu-west-1"))));
        assertThat(soon(defaults.of("T1", "C1")))
                .isEqualTo(new Defaults(Optional.of("123456789012"), Optional.of("eu-west-1")));
        assertThat(soon(defaults.of("T1", "C2"))).isEqualTo(NONE);
        assertThat(database.number("""
                SELECT count(*) FROM command_default
                WHERE account_until BETWEEN now() + interval '6 days 23 hours' AND now() + interval '7 days'""")).isEqualTo(1);

        database.run("UPDATE command_default SET account_until = now()");
        assertThat(soon(defaults.of("T1", "C1"))).isEqualTo(new Defaults(Optional.empty(), Optional.of("eu-west-1")));
        soon(defaults.expire());
        assertThat(database.number("SELECT count(*) FROM command_default")).isEqualTo(1);
        database.run("UPDATE command_default SET region_until = now()");
        soon(defaults.expire());
        assertThat(database.number("SELECT count(*) FROM command_default")).isZero();
    }

    private static long taking(String channel) {
        long id = database.channelOf("T1");
        database.run("""
                UPDATE configuration SET commands = true, slack_channel_id = $2, iam_role_arn = $3,
                    guardrail_policy_arns = '{arn:aws:iam::aws:policy/ReadOnlyAccess}', user_authorization_required = true,
                    command_people = '{U1,S1}', command_approvers = '{U2}' WHERE id = $1""", id, channel, ROLE);
        return id;
    }
}
