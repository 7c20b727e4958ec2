package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tocsin.chat.Life.Action;
import dev.tocsin.chat.Life.Button;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;

class LifeTest {

    private static final UUID POSTING = new UUID(4, 2);

    /** In Slack an attachment of its own or a text, in Chime and Teams lines. */
    @ParameterizedTest
    @EnumSource(Form.class)
    void isToldInEveryChatAsFarAsItCan(Form form) {
        Notice notice = Notice.of("cloudwatch-alarm", Severity.HIGH, "ALARM: cpu").text("Too high")
                .measurement(SparklinesTest.measurement(1, 4, 9)).build();
        Life life = new Life(Optional.empty(), List.of(Fact.of("Was ALARM for 12 min, until", Instant.EPOCH),
                Fact.of("Acknowledged by", "ada @All <!channel> **x**")), List.of(new Button(Action.ACKNOWLEDGE, POSTING)),
                Optional.empty());
        Posting posting = new Posting(1, notice, form, Optional.empty(), life);

        assertThat(EveryChat.CHATS).isNotEmpty().allSatisfy(chat -> {
            var payload = chat.render(posting);
            chat.check(posting, payload);
            assertThat(payload.toString()).contains("Was ALARM for 12 min, until").contains("1970-01-01 00:00:00 UTC")
                    .contains("Acknowledged by ada").contains("▁▄█ from 1 to 9, last 9, threshold 5");
        });
    }
}
