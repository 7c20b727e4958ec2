package dev.tocsin.notice.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class MailEventTest {

    @Test
    void saysTheSameOnAllThreeRoutes() {
        List<Notice> notices = List.of(Samples.interpreted("messaging/ses-bounce-feedback.json"),
                Samples.interpreted("messaging/ses-bounce-published.json"),
                Samples.interpreted("messaging/ses-bounce-event.json"));

        assertThat(notices).extracting(Notice::title).containsOnly("SES mail to grace@customer.example BOUNCED");
        assertThat(notices).extracting(Notice::severity).containsOnly(Severity.MEDIUM);
        assertThat(notices).extracting(Notice::correlationKey).containsOnly(notices.get(0).correlationKey());
    }

    @ParameterizedTest
    @CsvSource({ "Permanent, MEDIUM", "Transient, LOW", "Undetermined, LOW" })
    void mindsOnlyBouncesThatLast(String type, Severity severity) {
        assertThat(AllInterpreters.asked().interpret(Samples.message("""
                {"notificationType": "Bounce", "bounce": {"bounceType": "%s"}, "mail": {}}""".formatted(type))).severity())
                .isEqualTo(severity);
    }

    @Test
    void showsNeitherTheMailNorWhereItsLinksLead() {
        assertThat(Samples.interpreted("messaging/ses-received.json").toString()).doesNotContain("private words");
        assertThat(Samples.interpreted("messaging/ses-click-published.json").toString()).doesNotContain("s3cr3t", "/account");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"notificationType\": \"Bounce\"}", "{\"eventType\": \"Send\", \"mail\": \"x\"}",
            "{\"eventType\": \"Purchase\", \"mail\": {}}", "\"Successfully validated SNS topic\"",
            "{\"notificationType\": \"AmazonSnsSubscriptionSucceeded\"}" })
    void leavesLookAlikesToOthers(String body) {
        assertThat(AllInterpreters.claimants(Samples.message(body))).isEmpty();
    }
}
