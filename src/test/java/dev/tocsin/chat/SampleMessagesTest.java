package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.chime.RenderedForChime;
import dev.tocsin.chat.slack.RenderedForSlack;
import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.NoticeJson;
import dev.tocsin.notice.Samples;

/** What becomes of each sample message on its way to Slack and Chime. */
class SampleMessagesTest {

    @ParameterizedTest
    @MethodSource("samples")
    void isClaimedOnceAndReadsAsExpected(String name) {
        Message message = Samples.sample(name);
        List<String> claimants = AllInterpreters.claimants(message);
        assertThat(claimants).as("who claims " + name).hasSizeLessThanOrEqualTo(1);

        Notice notice = AllInterpreters.asked().interpret(message);
        Posting posting = SampleNotices.posting(notice, Form.FULL);
        ObjectNode actual = JsonNodeFactory.instance.objectNode();
        actual.put("claimedBy", claimants.isEmpty() ? "none: general form" : claimants.get(0));
        actual.set("notice", NoticeJson.of(notice));
        actual.set("slack", RenderedForSlack.of(posting));
        ArrayNode lines = actual.putArray("chime");
        RenderedForChime.of(posting).lines().forEach(lines::add);
        Golden.assertMatches(Samples.golden(name), actual);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void keepsTheRulesOfEveryChat(String name) {
        Notice notice = AllInterpreters.asked().interpret(Samples.sample(name));
        for (Form form : Form.values()) {
            Posting posting = SampleNotices.posting(notice, form);
            EveryChat.CHATS.forEach(chat -> chat.check(posting, chat.render(posting)));
        }
    }

    @Test
    void areThereWithNamesOfTheirOwn() {
        assertThat(samples()).extracting(Samples::golden).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    }

    private static List<String> samples() {
        return Samples.names();
    }
}
