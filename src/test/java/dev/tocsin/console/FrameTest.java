package dev.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.console.Frame.Entry;

class FrameTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            /console,                             Overview
            /console/,                            Overview
            /console/configurations,              Configurations
            /console/slack/channels/payments,     Configurations
            /console/chime/webhooks/payments/edit, Configurations
            /console/new/teams-webhook,           Configurations
            /console/slack/workspaces/T1,         Workspaces
            /console/deliveries,                  History
            /console/notifications/1,             History
            /console/topics/arn:aws:sns,          Topics
            """)
    void saysUnderWhichEntryAPageIs(String path, String label) {
        List<Entry> entries = new Frame("n", "admin", true, "f", path, "", (method, apiPath) -> true).entries();
        assertThat(entries).filteredOn(Entry::isHere).extracting(Entry::label).containsExactly(label);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            ?done=saved,            Saved
            ?deleted=payments,      payments is deleted
            ?deleted=call+me,       -
            ?done=anything,         -
            ?done=saved&light=OK,   -
            '',                     -
            """)
    void saysOnceWhatWasDone(String query, String words) {
        assertThat(new Frame("n", "admin", true, "f", "/console", query, (method, apiPath) -> true).done()).isEqualTo(words);
    }

    @Test
    void showsTryingAMessageOnlyToWhoMayTryOne() {
        Frame viewer = new Frame("n", "viewer", true, "f", "/console", "", (method, apiPath) -> method.equals("GET"));
        assertThat(viewer.entries()).extracting(Entry::label).contains("History").doesNotContain("Try a message");
    }
}
