package dev.tocsin.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.tocsin.chat.Pictures.NotTaken;
import dev.tocsin.slack.SomeSlackFaults;

class SlackPicturesTest {

    @Test
    void aMissingScopeIsNamed() {
        assertThat(SlackPictures.notTaken(SomeSlackFaults.refused("missing_scope"))).isEqualTo(new NotTaken(
                "Slack does not let the app upload pictures (missing_scope): for that the workspace has to allow the scopes "
                        + "files:write and files:read",
                true));
        assertThat(SlackPictures.notTaken(SomeSlackFaults.refused("file_uploads_disabled")))
                .isEqualTo(new NotTaken("Slack does not take the picture: file_uploads_disabled", true));
        assertThat(SlackPictures.notTaken(SomeSlackFaults.unavailable("Slack answered with HTTP status 503")))
                .isEqualTo(new NotTaken("Slack answered with HTTP status 503", false));
    }
}
