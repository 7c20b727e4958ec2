package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.notice.Notice;
import dev.tocsin.notice.NoticeJson;
import dev.tocsin.standin.SlackSays;

/** What holds of every notice and every payload, whatever the message was. */
final class ChatRules {

    /** Their authors may mention single users, format, and label links; no one may call a channel or a group. */
    private static final Set<String> AUTHORED = Set.of("custom-notification", "slack-message");

    private static final Pattern HIDDEN = Pattern
            .compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\uFEFF]");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F]");
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
    private static final Pattern CHIME_MARKUP = Pattern
            .compile("(?m)^\\s*(?:>|#{1,6}\\s|\\d{1,9}[.)]\\s|\\||={2,}|-{3,}|\\+\\s|    )");
    private static final Pattern SLACK_LINK = Pattern.compile("<(?<url>[^<>|]+)\\|(?<label>[^<>]*)>");
    private static final Pattern MARKDOWN_LINK = Pattern
            .compile("(?<!\\\\)\\[(?<label>(?:\\\\.|[^\\[\\]\\\\\\n])*)\\]\\(<?(?<url>[^()\\s]*)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|(?<!\\\\)`[^`\\n]*`");
    private static final Pattern CHIME_MENTION = Pattern.compile("@(?!\u200B)(?!$)");

    private ChatRules() {
    }

    static void assertNotice(Notice notice) {
        assertThat(notice.title()).isNotBlank().doesNotContain("\n").hasSizeLessThanOrEqualTo(500);
        assertThat(notice.family()).matches("[a-z0-9-]+");
        ObjectNode json = NoticeJson.of(notice);
        strings(json).forEach(text -> {
            assertClean(text);
            assertThat(CONTROL.matcher(text).find()).as("control characters: %s", text).isFalse();
        });
        notice.slackPayload().ifPresent(payload -> assertThat(AUTHORED).contains(notice.family()));
    }

    static void assertSlack(Posting posting, ObjectNode message) {
        boolean readyMade = posting.notice().slackPayload().isPresent() && posting.form() == Form.FULL;
        if (!readyMade) {
            // A ready message that its publisher wrote wrongly is refused, and then goes in plain form.
            assertThat(SlackSays.refusal(message)).as("Slack refuses %s", message).isEmpty();
        }
        assertThat(message.has("channel") || message.has("link_names")).isFalse();
        boolean authored = AUTHORED.contains(posting.notice().family()) && posting.form() == Form.FULL;
        strings(message).forEach(text -> {
            assertClean(text);
            assertThat(HIDDEN.matcher(text).find()).as("hidden characters: %s", text).isFalse();
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
                assertThat(QUOTATION.matcher(CODE.matcher(text).replaceAll("")).find()).as("a quotation: %s", text).isFalse();
            }
        });
        strings(message).forEach(text -> assertHonestLinks(SLACK_LINK, text));
        message.findParents("type").stream().filter(block -> block.path("type").asText().equals("markdown"))
                .forEach(block -> assertHonestLinks(MARKDOWN_LINK, block.path("text").asText()));
        assertHonestElements(message);
        if (!readyMade) {
            int all = message.findValues("text").stream().filter(JsonNode::isTextual).mapToInt(text -> text.asText().length())
                    .sum();
            assertThat(all).isLessThanOrEqualTo(12_000);
        }
    }

    static void assertChime(Posting posting, String content) {
        assertClean(content);
        assertThat(content.getBytes(StandardCharsets.UTF_8).length).isBetween(1, 4_096);
        assertThat(content.startsWith("/md ")).isEqualTo(posting.form() == Form.FULL);
        assertThat(content).doesNotStartWith("/code");
        assertThat(CHIME_MENTION.matcher(content).find()).as("mention: %s", content).isFalse();
        assertThat(HIDDEN.matcher(content).find()).as("hidden characters: %s", content).isFalse();
        if (posting.form() == Form.FULL) {
            assertThat(content.split("```", -1).length % 2).as("open fence: %s", content).isOne();
            assertHonestLinks(MARKDOWN_LINK, CODE.matcher(content).replaceAll(""));
            if (!AUTHORED.contains(posting.notice().family()) && !content.contains("```")) {
                assertThat(CHIME_MARKUP.matcher(content.substring(4)).find()).as("markup: %s", content).isFalse();
            }
        }
    }

    private static void assertHonestLinks(Pattern form, String text) {
        Matcher link = form.matcher(text);
        while (link.find()) {
            assertHonest(link.group("label"), link.group("url"));
        }
    }

    /** Buttons, rich text's links and dates, the titles and authors of attachments. */
    private static void assertHonestElements(JsonNode node) {
        String text = node.path("text").isObject() ? node.path("text").path("text").asText() : node.path("text").asText();
        assertHonest(text + node.path("format").asText() + node.path("fallback").asText(), node.path("url").asText());
        assertHonest(node.path("title").asText(), node.path("title_link").asText());
        assertHonest(node.path("author_name").asText(), node.path("author_link").asText());
        node.forEach(ChatRules::assertHonestElements);
    }

    /** What is planted names the bank and leads to the other; its host must then be there to read. */
    private static void assertHonest(String label, String url) {
        if (url.contains(Mutant.EVIL)) {
            assertThat(label.contains(Mutant.EVIL) || Mutant.BANKS.stream().noneMatch(label::contains))
                    .as("%s pretends to lead to %s", url, label).isTrue();
        }
    }

    /** Neither torn characters nor a secret. */
    private static void assertClean(String text) {
        assertThat(text).doesNotContain(Mutant.SECRET);
        assertThat(text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                .as("lone surrogates: %s", text).isFalse();
    }

    /** The texts in which Slack looks for markup. */
    private static Stream<String> marked(JsonNode node) {
        if (node.isObject() && node.path("type").asText().equals("mrkdwn")) {
            return Stream.of(node.path("text").asText());
        }
        Stream<JsonNode> children = StreamSupport.stream(node.spliterator(), false);
        Stream<String> own = node.path("text").isTextual() && !node.has("type") ? Stream.of(node.path("text").textValue())
                : Stream.empty();
        return Stream.concat(own, children.filter(JsonNode::isContainerNode).flatMap(ChatRules::marked));
    }

    private static Stream<String> strings(JsonNode node) {
        return node.isTextual() ? Stream.of(node.textValue())
                : StreamSupport.stream(node.spliterator(), false).flatMap(ChatRules::strings);
    }
}
