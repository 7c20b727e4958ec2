package dev.tocsin.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.chat.ChatRules;
import dev.tocsin.chat.ChatUnderTest;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.Posting;
import dev.tocsin.standin.SlackSays;

/** Slack takes what it is sent, no one may call a channel or a group, and only authors format, label links or name a user. */
public final class SlackUnderTest implements ChatUnderTest {

    private static final Pattern GROUP_CALL = Pattern.compile("<!(?!date\\^\\d)|@(?:channel|here|everyone|group)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TOKEN = Pattern.compile("<[^<>]*>");
    private static final Pattern OWN_TOKEN = Pattern
            .compile("<(?:https?://|mailto:)[^<>]*>|<!date\\^\\d+\\^[^<>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHORED_TOKEN = Pattern.compile(OWN_TOKEN.pattern() + "|<@[UW][A-Z0-9]+>|<#[CG][A-Z0-9]+>",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BROKEN_ENTITY = Pattern.compile("&(?!amp;|lt;|gt;)");
    /** Slack makes a quotation of such a line, though the sign is escaped. */
    private static final Pattern QUOTATION = Pattern.compile("(?m)^\\s*&gt;");
    private static final Pattern SLACK_LINK = Pattern.compile("<(?<url>[^<>|]+)\\|(?<label>[^<>]*)>");

    @Override
    public JsonNode render(Posting posting) {
        return SlackRenderer.render(posting);
    }

    @Override
    public void check(Posting posting, JsonNode message) {
        boolean readyMade = posting.notice().slackPayload().isPresent() && posting.form() == Form.FULL;
        if (!readyMade) {
            // A ready message that its publisher wrote wrongly is refused, and then goes in plain form.
            assertThat(SlackSays.refusal(message)).as("Slack refuses %s", message).isEmpty();
        }
        assertThat(message.has("channel") || message.has("link_names")).isFalse();
        boolean authored = ChatRules.isAuthored(posting);
        ChatRules.strings(message).forEach(text -> {
            ChatRules.assertClean(text);
            assertThat(ChatRules.HIDDEN.matcher(text).find()).as("hidden characters: %s", text).isFalse();
            assertThat(GROUP_CALL.matcher(text).find()).as("calls a group: %s", text).isFalse();
        });
        assertThat(message.path("text").asText().length()).isLessThanOrEqualTo(posting.form() == Form.PLAIN ? 4_000 : 12_000);
        marked(message).forEach(text -> {
            Pattern allowed = authored ? AUTHORED_TOKEN : OWN_TOKEN;
            assertThat(TOKEN.matcher(text).results().map(token -> token.group())
                    .filter(token -> !allowed.matcher(token).matches()))
                    .as("control syntax in %s", text).isEmpty();
            String outside = TOKEN.matcher(text).replaceAll("");
            assertThat(outside).doesNotContain("<").doesNotContain(">");
            assertThat(BROKEN_ENTITY.matcher(text).find()).as("broken entity: %s", text).isFalse();
            assertThat(text.split("```", -1).length % 2).as("open fence: %s", text).isOne();
            if (!authored) {
                assertThat(QUOTATION.matcher(ChatRules.CODE.matcher(text).replaceAll("")).find()).as("a quotation: %s", text)
                        .isFalse();
            }
        });
        ChatRules.strings(message).forEach(text -> ChatRules.assertHonestLinks(SLACK_LINK, text));
        message.findParents("type").stream().filter(block -> block.path("type").asText().equals("markdown"))
                .forEach(block -> ChatRules.assertHonestLinks(ChatRules.MARKDOWN_LINK, block.path("text").asText()));
        assertHonestElements(message);
        if (!readyMade) {
            int all = message.findValues("text").stream().filter(JsonNode::isTextual).mapToInt(text -> text.asText().length())
                    .sum();
            assertThat(all).isLessThanOrEqualTo(12_000);
        }
    }

    /** Buttons, rich text's links and dates, the titles and authors of attachments. */
    private static void assertHonestElements(JsonNode node) {
        String text = node.path("text").isObject() ? node.path("text").path("text").asText() : node.path("text").asText();
        ChatRules.assertHonest(text + node.path("format").asText() + node.path("fallback").asText(), node.path("url").asText());
        ChatRules.assertHonest(node.path("title").asText(), node.path("title_link").asText());
        ChatRules.assertHonest(node.path("author_name").asText(), node.path("author_link").asText());
        node.forEach(SlackUnderTest::assertHonestElements);
    }

    /** The texts in which Slack looks for markup. */
    private static Stream<String> marked(JsonNode node) {
        if (node.isObject() && node.path("type").asText().equals("mrkdwn")) {
            return Stream.of(node.path("text").asText());
        }
        Stream<JsonNode> children = StreamSupport.stream(node.spliterator(), false);
        Stream<String> own = node.path("text").isTextual() && !node.has("type") ? Stream.of(node.path("text").textValue())
                : Stream.empty();
        return Stream.concat(own, children.filter(JsonNode::isContainerNode).flatMap(SlackUnderTest::marked));
    }
}
