package dev.tocsin.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.tocsin.configuration.ConfigurationState;
import dev.tocsin.history.DestinationLight;
import dev.tocsin.history.Destinations.DestinationStanding;

class DestinationRowTest {

    private static final String ADVICE = "make a new incoming webhook in Slack and store its URL";

    @Test
    void whatToDoIsSaidOnce() {
        assertThat(shut("the destination is shut: HTTP 404: no_service: " + ADVICE).advice()).isNull();
        assertThat(shut("another message to this destination is being posted").advice()).isEqualTo(ADVICE);
    }

    private static DestinationRow shut(String because) {
        Instant now = Instant.EPOCH;
        return new DestinationRow(new DestinationStanding("ops", "slack-channel", "/api/slack/channels/ops",
                DestinationLight.SHUT, ConfigurationState.SHUT, "HTTP 404: no_service", ADVICE, now, null, null,
                new DestinationStanding.Waiting(2, false, now), new DestinationStanding.Held(null, because, 1)));
    }
}
