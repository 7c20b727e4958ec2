package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.tocsin.delivery.Digest.Told;
import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;

class DigestOfRealMessagesTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String ALARM = "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:payments-5xx";
    private static final String ALARM_EVENT = """
            {"version":"0","id":"1","detail-type":"CloudWatch Alarm State Change","source":"aws.cloudwatch",
             "account":"123456789012","time":"2026-11-24T12:00:00Z","region":"eu-west-1","resources":["%s"],
             "detail":{"alarmName":"payments-5xx","state":{"value":"ALARM","reason":"5xx","timestamp":"2026-11-24T12:00:00Z"},
             "previousState":{"value":"OK"},"configuration":{"metrics":[]}}}""".formatted(ALARM);

    /** A publisher may group its chatter with an alarm by threadId, or want it to vanish. */
    @Test
    void aCustomNotificationDoesNotStandForAnAlarm() {
        String custom = """
                {"version":"1.0","source":"custom","content":{"textType":"client-markdown","title":"All good","description":"x"},
                 "metadata":{"threadId":"%s"}}"""
                .formatted(ALARM);

        Notice digest = digest(ALARM_EVENT, custom);

        assertThat(digest.texts().toString()).contains("payments-5xx");
    }

    @Test
    void theWorstIsToldInFullAlsoIfItIsACustomNotification() {
        String custom = """
                {"version":"1.0","source":"custom","content":{"textType":"client-markdown","title":"critical: down","description":"call Ann"}}""";
        Notice digest = digest(custom, ALARM_EVENT.replace("\"ALARM\"", "\"OK\""));
        assertThat(digest.texts().toString()).contains("call Ann");
    }

    private static Notice digest(String... bodies) {
        return Digest.of(Stream.of(bodies).map(body -> new Told(NOON, notice(body))).toList(), "");
    }

    private static Notice notice(String body) {
        return AllInterpreters.asked().interpret(new Message("arn:aws:sns:eu-west-1:123456789012:t",
                UUID.randomUUID().toString(), NOON, Optional.empty(), body, Map.of()));
    }
}
