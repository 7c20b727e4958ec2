package dev.tocsin.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.chat.Form;
import dev.tocsin.chat.Posting;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.slack.SlackAppConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class SlackChannelChatTest {

    @Test
    void leadsToTheMessageByItsChannelAndTs() {
        assertThat(chat("https://slack.com/api").permalink("C0123456789", "1732425326.860039"))
                .contains("https://slack.com/archives/C0123456789/p1732425326860039");
        assertThat(chat("https://slack-gov.com/api").permalink("C0123456789", "1732425326.860039"))
                .contains("https://slack-gov.com/archives/C0123456789/p1732425326860039");
        assertThat(chat("http://localhost:8090/api").permalink("C0123456789", "1732425326.860039"))
                .contains("https://slack.com/archives/C0123456789/p1732425326860039");
    }

    /** What an answer says becomes part of an address only if it looks like what Slack documents. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "C1 | 1", "C1 | 1.2", "C1 | 1732425326.860039/../x", "'' | 1732425326.860039",
            "../C1 | 1732425326.860039", "c1 | 1732425326.860039", "C1?x | 1732425326.860039" })
    void leadsNowhereByAnythingElse(String address, String reference) {
        assertThat(chat("https://slack.com/api").permalink(address, reference)).isEmpty();
    }

    @Test
    void saysWhichDeliveryAMessageIsUnlessItIsOfSeveral() {
        Notice notice = Notice.of("text", Severity.INFO, "It is well").build();

        assertThat(SlackChannelChat.message("C1", new Posting(7, notice, Form.FULL, Optional.empty())).path("metadata")
                .path("event_payload").path("delivery_id").asInt()).isEqualTo(7);
        assertThat(SlackChannelChat.message("C1", new Posting(0, notice, Form.FULL, Optional.empty())).has("metadata"))
                .isFalse();
    }

    private static SlackChannelChat chat(String apiUrl) {
        return new SlackChannelChat(null, null, new SlackConfig() {
            @Override
            public List<String> webhookOrigins() {
                return List.of();
            }

            @Override
            public URI apiUrl() {
                return URI.create(apiUrl);
            }
        }, new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(SlackAppConfig.class).build()
                .getConfigMapping(SlackAppConfig.class));
    }
}
