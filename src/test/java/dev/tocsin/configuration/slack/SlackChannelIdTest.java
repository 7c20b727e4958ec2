package dev.tocsin.configuration.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tocsin.configuration.Limits;

class SlackChannelIdTest {

    @Test
    void reducesChannelLinksToTheId() {
        for (String pasted : List.of("C012AB3CD", " C012AB3CD\n", "https://acme.slack.com/archives/C012AB3CD",
                "https://acme.slack.com/archives/C012AB3CD/", "https://acme.slack.com/archives/C012AB3CD/p1700000000000000",
                "https://acme.slack.com/archives/C012AB3CD/p17?thread_ts=17.0&cid=C012AB3CD",
                "https://app.slack.com/client/T0123/C012AB3CD", "https://acme.slack-gov.com/archives/C012AB3CD#x")) {
            assertThat(SlackChannelId.of(pasted)).as(pasted).isEqualTo("C012AB3CD");
        }
        assertThat(SlackChannelId.of("https://")).doesNotMatch(Limits.CHANNEL_PATTERN);
        assertThat(SlackChannelId.of("#alarms")).doesNotMatch(Limits.CHANNEL_PATTERN);
    }
}
