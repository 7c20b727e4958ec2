package dev.tocsin.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.command.CommandSource;
import dev.tocsin.command.TypedCommand;

/** What Slack says of a slash command that somebody typed. */
class SlashCommandTest {

    private static final String FORM = "token=x&team_id=T1&team_domain=acme&channel_id=C1&channel_name=ops&user_id=U1"
            + "&user_name=jane&command=%2Ftocsin&text=ec2+describe-instances+%22a%26b%22&api_app_id=A1"
            + "&is_enterprise_install=false&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1%2F1%2Fx"
            + "&trigger_id=13345224609.738474920.8088930838d88f008e0";

    @Test
    void whoTypedWhatWhere() {
        assertThat(read(FORM)).contains(new TypedCommand(CommandSource.SLASH,
                "slash 13345224609.738474920.8088930838d88f008e0", "T1", true, Optional.of("A1"), "C1", Optional.empty(),
                Optional.empty(), "U1", "jane", "ec2 describe-instances \"a&b\"",
                "https://hooks.slack.com/commands/T1/1/x"));
    }

    @Test
    void whoTypesNothingIsHelped() {
        assertThat(read(FORM.replaceAll("&text=[^&]*", "&text=+")).orElseThrow().text()).isEqualTo("help");
        assertThat(read(FORM.replaceAll("&text=[^&]*", "")).orElseThrow().text()).isEqualTo("help");
    }

    @Test
    void anAppOfAWholeOrganisationIsKnownByThatsId() {
        assertThat(read(FORM.replace("is_enterprise_install=false", "is_enterprise_install=true&enterprise_id=E1"))
                .orElseThrow().workspaceId()).isEqualTo("E1");
    }

    @Test
    void whetherThereIsSomebodyIsAnswered() {
        assertThat(read("ssl_check=1&token=x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "team_id=T1,team_id=T/1", "channel_id=C1,channel_id=", "user_id=U1,user_id=%3C@U1%3E",
            "trigger_id=13345224609,trigger_id=%20", "text=ec2,text=%00", "user_name=jane,user_id=U2",
            "user_name=jane,user_name=%zz" })
    void whatCannotBeIsUnreadable(String right, String wrong) {
        assertThat(FORM).contains(right);
        assertThatThrownBy(() -> read(FORM.replace(right, wrong))).isInstanceOf(SlackEvent.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "x", "{}", "%", "payload=%7B%7D" })
    void whatIsNoSuchFormIsUnreadable(String form) {
        assertThatThrownBy(() -> read(form)).isInstanceOf(SlackEvent.Unreadable.class);
    }

    private static Optional<TypedCommand> read(String form) {
        return SlashCommand.read(form.getBytes(StandardCharsets.UTF_8));
    }
}
