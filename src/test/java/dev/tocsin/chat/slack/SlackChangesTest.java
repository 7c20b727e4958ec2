package dev.tocsin.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.chat.Edit;
import dev.tocsin.chat.Edit.Changed;
import dev.tocsin.chat.Edit.Closed;
import dev.tocsin.chat.Edit.Later;
import dev.tocsin.chat.Edit.Refused;
import dev.tocsin.chat.Reply.Answer;

/** What each code of chat.update leads to (docs.slack.dev/reference/methods/chat.update). */
class SlackChangesTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            message_not_found,                       gone
            cant_update_message,                     gone
            edit_window_closed,                      frozen
            streaming_state_conflict,                frozen
            cant_broadcast_message,                  frozen
            no_dual_broadcast_content_update,        frozen
            is_inactive,                             closed DESTINATION
            is_archived,                             closed DESTINATION
            channel_not_found,                       closed DESTINATION
            not_in_channel,                          closed DESTINATION
            team_not_found,                          closed DESTINATION
            access_denied,                           closed DESTINATION
            enterprise_is_restricted,                closed DESTINATION
            two_factor_setup_required,               closed DESTINATION
            ekm_access_denied,                       closed DESTINATION
            restricted_action,                       closed DESTINATION
            external_channel_migrating,              later
            update_failed,                           later
            internal_error,                          later
            fatal_error,                             later
            service_unavailable,                     later
            request_timeout,                         later
            accesslimited,                           later
            org_login_required,                      later
            team_added_to_org,                       later
            ratelimited,                             later of all
            msg_too_long,                            refused LAYOUT
            msg_blocks_too_long,                     refused LAYOUT
            no_text,                                 refused LAYOUT
            too_many_attachments,                    refused LAYOUT
            invalid_attachments,                     refused LAYOUT
            invalid_blocks,                          refused LAYOUT
            invalid_blocks_format,                   refused LAYOUT
            block_mismatch,                          refused LAYOUT
            markdown_text_conflict,                  refused LAYOUT
            invalid_metadata_format,                 refused METADATA
            invalid_metadata_schema,                 refused METADATA
            metadata_too_large,                      refused METADATA
            metadata_must_be_sent_from_app,          refused METADATA
            slack_connect_file_link_sharing_blocked, refused CHART
            invalid_auth,                            closed CREDENTIAL
            not_authed,                              closed CREDENTIAL
            token_revoked,                           closed CREDENTIAL
            token_expired,                           closed CREDENTIAL
            account_inactive,                        closed CREDENTIAL
            missing_scope,                           closed CREDENTIAL
            not_allowed_token_type,                  closed CREDENTIAL
            a_code_that_nobody_knows,                refused LAYOUT
            """)
    void aCodeHasItsOutcome(String code, String outcome) {
        assertThat(words(SlackChanges.of(error(code), false))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({ "invalid_blocks", "invalid_blocks_format", "block_mismatch" })
    void ofAMessageWithAChartThatIsToBlameFirst(String code) {
        assertThat(words(SlackChanges.of(error(code), true))).isEqualTo("refused CHART");
    }

    @Test
    void whatSlackTookIsChanged() {
        Answer taken = new Answer(200, Optional.empty(), "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1.1\"}");

        assertThat(SlackChanges.of(taken, false)).isInstanceOf(Changed.class);
    }

    @Test
    void tooFastByItsStatusWaitsAsLongAsSlackSays() {
        Later later = (Later) SlackChanges.of(new Answer(429, Optional.of(Duration.ofSeconds(30)), ""), false);

        assertThat(later.isTooFast()).isTrue();
        assertThat(later.delay()).contains(Duration.ofSeconds(30));
    }

    @Test
    void anAnswerThatIsNotSlacksIsTriedAgain() {
        assertThat(SlackChanges.of(new Answer(502, Optional.empty(), "<html>"), false)).isInstanceOf(Later.class);
        assertThat(SlackChanges.of(new Answer(200, Optional.empty(), "<html>"), false)).isInstanceOf(Later.class);
    }

    private static Answer error(String code) {
        return new Answer(200, Optional.empty(), "{\"ok\":false,\"error\":\"" + code + "\"}");
    }

    private static String words(Edit change) {
        if (change instanceof Closed closed) {
            return "closed " + closed.fault();
        }
        if (change instanceof Refused refused) {
            return "refused " + refused.part();
        }
        String name = change.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        return change instanceof Later later && later.isTooFast() ? name + " of all" : name;
    }
}
