package dev.tocsin.chat.chime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.chat.ChatRules;
import dev.tocsin.chat.ChatUnderTest;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.Posting;

/** Chime takes what it is sent, nobody is called, and only authors format. */
public final class ChimeUnderTest implements ChatUnderTest {

    private static final Pattern CHIME_MARKUP = Pattern
            .compile("(?m)^\\s*(?:>|#{1,6}\\s|\\d{1,9}[.)]\\s|\\||={2,}|-{3,}|\\+\\s|    )");
    private static final Pattern CHIME_MENTION = Pattern.compile("@(?!\u200B)(?!$)");

    @Override
    public JsonNode render(Posting posting) {
        return ChimeRenderer.render(posting);
    }

    @Override
    public void check(Posting posting, JsonNode message) {
        String content = message.path("Content").asText();
        ChatRules.assertClean(content);
        assertThat(content.getBytes(StandardCharsets.UTF_8).length).isBetween(1, 4_096);
        assertThat(content.startsWith("/md ")).isEqualTo(posting.form() == Form.FULL);
        assertThat(content).doesNotStartWith("/code");
        assertThat(CHIME_MENTION.matcher(content).find()).as("mention: %s", content).isFalse();
        assertThat(ChatRules.HIDDEN.matcher(content).find()).as("hidden characters: %s", content).isFalse();
        if (posting.form() == Form.FULL) {
            assertThat(content.split("```", -1).length % 2).as("open fence: %s", content).isOne();
            ChatRules.assertHonestLinks(ChatRules.MARKDOWN_LINK, ChatRules.CODE.matcher(content).replaceAll(""));
            if (!ChatRules.isAuthored(posting) && !content.contains("```")) {
                assertThat(CHIME_MARKUP.matcher(content.substring(4)).find()).as("markup: %s", content).isFalse();
            }
        }
    }
}
