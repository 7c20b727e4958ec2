package dev.tocsin.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.chat.ChatRules;
import dev.tocsin.chat.ChatUnderTest;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.Posting;
import dev.tocsin.standin.TeamsSays;

/** Teams shows what it is sent, nobody is mentioned, and only authors format. */
public final class TeamsUnderTest implements ChatUnderTest {

    /** Not escaped: an even number of backslashes stands before it. */
    private static final String BARE = "(?<!\\\\)(?:\\\\\\\\)*+";
    private static final Pattern LINK = Pattern.compile(
            BARE + "\\[(?<label>(?:\\\\.|[^\\\\\\]])*+)\\]\\((?<url>https?://[^()\\s\\[\\]]+)\\)", Pattern.CASE_INSENSITIVE);
    private static final String NEVER = "`|\\]\\(|\\]\\[|\\]:|<[A-Za-z/!?]|&#?[A-Za-z0-9]+;|~~|\\{\\{(?:DATE|TIME)\\(";
    /** What would format or begin something, once links are taken out. */
    private static final Pattern MARKUP = Pattern.compile(
            BARE + "(?:" + NEVER + "|\\*(?!(?<=[\\s\\p{Zs}]\\*)[\\s\\p{Zs}])|(?<![\\p{L}\\p{N}\\s\\p{Zs}])_(?![\\s\\p{Zs}]))"
                    + "|^[ \\t\u00A0]*(?:>|#|\\d{1,9}[.)](?:\\s|$)|[-+](?!\\p{N}))",
            Pattern.MULTILINE);
    /** Authors format, but make nothing else than bold, italics, lists and links. */
    private static final Pattern OTHER_MARKUP = Pattern.compile(BARE + "(?:" + NEVER + ")|^[ \\t]*(?:>|#)", Pattern.MULTILINE);
    private static final Pattern LIST_SIGN = Pattern.compile("(?m)^ *- ");

    @Override
    public JsonNode render(Posting posting) {
        return TeamsRenderer.message(TeamsRenderer.render(posting));
    }

    @Override
    public void check(Posting posting, JsonNode message) {
        JsonNode card = message.path("attachments").path(0).path("content");
        assertThat(message.toString().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(24 * 1024);
        assertThat(TeamsSays.refusal(card)).as("Teams refuses %s", card).isEmpty();
        assertThat(card.findValues("entities")).isEmpty();
        ChatRules.strings(message).forEach(text -> {
            ChatRules.assertClean(text);
            assertThat(ChatRules.HIDDEN.matcher(text).find()).as("hidden characters: %s", text).isFalse();
        });
        boolean authored = ChatRules.isAuthored(posting);
        marked(card).forEach(text -> {
            ChatRules.assertHonestLinks(LINK, text);
            String words = LINK.matcher(text).replaceAll("\u00B7");
            if (posting.form() == Form.FULL) {
                words = LIST_SIGN.matcher(words).replaceAll("");
            }
            assertThat((authored ? OTHER_MARKUP : MARKUP).matcher(words).results().map(found -> found.group()).toList())
                    .as("markup in %s", text).isEmpty();
        });
        card.path("actions").forEach(
                action -> ChatRules.assertHonest(action.path("title").asText(), action.path("url").asText()));
    }

    /** The texts in which Teams looks for markup. */
    static Stream<String> marked(JsonNode card) {
        Stream<String> texts = card.findParents("text").stream().map(element -> element.path("text").asText());
        Stream<String> facts = card.findValues("facts").stream().flatMap(TeamsUnderTest::ofFacts);
        return Stream.concat(texts, facts);
    }

    private static Stream<String> ofFacts(JsonNode facts) {
        return List.of("title", "value").stream().flatMap(name -> facts.findValuesAsText(name).stream());
    }
}
