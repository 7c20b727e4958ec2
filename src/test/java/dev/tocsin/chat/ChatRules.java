package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.notice.Notice;
import dev.tocsin.notice.NoticeJson;

/** What holds of every notice and of every text in every chat, whatever the message was. */
public final class ChatRules {

    /** Their authors may mention single users, format, and label links; no one may call a channel or a group. */
    private static final Set<String> AUTHORED = Set.of("custom-notification", "slack-message");

    /** What no reader sees, and some text is made of to read differently from what it is. */
    public static final Pattern HIDDEN = Pattern
            .compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\uFEFF]");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F]");
    public static final Pattern MARKDOWN_LINK = Pattern
            .compile("(?<!\\\\)\\[(?<label>(?:\\\\.|[^\\[\\]\\\\\\n])*)\\]\\(<?(?<url>[^()\\s]*)");
    public static final Pattern CODE = Pattern.compile("(?s)```.*?```|(?<!\\\\)`[^`\\n]*`");

    private ChatRules() {
    }

    /** Whether the author may have formatted it for a chat. */
    public static boolean isAuthored(Posting posting) {
        return AUTHORED.contains(posting.notice().family()) && posting.form() == Form.FULL;
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

    /** @param form with the groups {@code label} and {@code url} */
    public static void assertHonestLinks(Pattern form, String text) {
        Matcher link = form.matcher(text);
        while (link.find()) {
            assertHonest(link.group("label"), link.group("url"));
        }
    }

    /** What is planted names the bank and leads to the other; its host must then be there to read. */
    public static void assertHonest(String label, String url) {
        if (url.contains(Mutant.EVIL)) {
            assertThat(label.contains(Mutant.EVIL) || Mutant.BANKS.stream().noneMatch(label::contains))
                    .as("%s pretends to lead to %s", url, label).isTrue();
        }
    }

    /** Neither torn characters nor a secret. */
    public static void assertClean(String text) {
        assertThat(text).doesNotContain(Mutant.SECRET);
        assertThat(text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                .as("lone surrogates: %s", text).isFalse();
    }

    /** All strings of a payload. */
    public static Stream<String> strings(JsonNode node) {
        return node.isTextual() ? Stream.of(node.textValue())
                : StreamSupport.stream(node.spliterator(), false).flatMap(ChatRules::strings);
    }
}
