package dev.tocsin.chat.chime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.chat.Reply.Answer;

class ChimeChatTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "200 | Delivered[status=200, reference=Optional.empty, remark=Optional.empty, isOutsideThread=false]",
            "201 | Delivered[status=201, reference=Optional.empty, remark=Optional.empty, isOutsideThread=false]",
            "400 | Rejected[status=400, reason=HTTP 400, fault=CONTENT, advice=Optional.empty, unsent=Optional.empty]",
            "413 | Rejected[status=413, reason=HTTP 413, fault=CONTENT, advice=Optional.empty, unsent=Optional.empty]",
            "403 | Rejected[status=403, reason=HTTP 403, fault=DESTINATION, advice=Optional[the chat does not accept the webhook's URL, whose token may have been renewed; copy the URL anew and store it], unsent=Optional.empty]",
            "404 | Rejected[status=404, reason=HTTP 404, fault=DESTINATION, advice=Optional[there is no such webhook any more; make a new one in the chat and store its URL], unsent=Optional.empty]",
            "503 | RetryAfter[status=503, reason=HTTP 503, delay=Optional.empty, rateLimited=false, ambiguous=false, unsent=Optional.empty]",
            "429 | RetryAfter[status=429, reason=rate limited (HTTP 429), delay=Optional[PT1S], rateLimited=true, ambiguous=false, unsent=Optional.empty]" })
    void readsChimesAnswers(int status, String expected) {
        Outcome outcome = ChimeChat.outcome(new Answer(status, Optional.empty(), "{\"MessageId\":\"1\"}"));
        assertThat(outcome).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "<html>Log in</html>", "\r\n <!DOCTYPE html>" })
    void takesAPageForNoAnswerOfChime(String page) {
        assertThat(ChimeChat.outcome(new Answer(200, Optional.empty(), page)))
                .isEqualTo(new RetryAfter(200, "HTTP 200 with an unexpected body", Optional.empty(), false, true));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{}", "{\"MessageId\":\"1" })
    void takesAnyOtherBodyForASuccess(String body) {
        assertThat(ChimeChat.outcome(new Answer(200, Optional.empty(), body)))
                .isEqualTo(new Delivered(200, Optional.empty()));
    }
}
