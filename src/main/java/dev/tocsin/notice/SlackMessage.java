package dev.tocsin.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A body that is a Slack message already. Recognised by all of its members, never by one: JSON that merely has a
 * {@code text} is of {@link AnyJson}. For other chats the words are taken out of it.
 */
@Singleton
@Priority(300)
final class SlackMessage implements Interpreter {

    private static final int LONGEST_TITLE = 250;
    private static final int MOST_TEXTS = 20;
    private static final int MOST_FACTS = 20;

    private static final Set<String> MEMBERS = Set.of("text", "blocks", "attachments", "channel", "username", "icon_emoji",
            "icon_url", "mrkdwn", "thread_ts", "reply_broadcast", "unfurl_links", "unfurl_media", "link_names", "parse",
            "as_user", "metadata", "response_type");
    private static final Set<String> ATTACHMENT_MEMBERS = Set.of("text", "fallback", "pretext", "title", "title_link", "color",
            "fields", "blocks", "author_name", "author_link", "author_icon", "image_url", "thumb_url", "footer", "footer_icon",
            "ts", "mrkdwn_in", "actions", "callback_id", "attachment_type", "id");
    private static final Set<String> ATTACHMENT_CONTENT = Set.of("text", "fallback", "pretext", "title", "fields", "blocks",
            "image_url");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.json().node() instanceof ObjectNode message && isSlackMessage(reading.json())
                ? Optional.of(notice(reading.message(), message))
                : Optional.empty();
    }

    private static boolean isSlackMessage(Json message) {
        boolean known = MEMBERS.containsAll(message.node().properties().stream().map(member -> member.getKey()).toList());
        return known
                && isAbsentOr(message.at("text"), message.at("text").node().isTextual())
                && isAbsentOr(message.at("blocks"), areAll(message.at("blocks"), SlackMessage::isBlock))
                && isAbsentOr(message.at("attachments"), areAll(message.at("attachments"), SlackMessage::isAttachment))
                && (message.at("text").text().isPresent() || !message.at("blocks").isEmpty()
                        || !message.at("attachments").isEmpty());
    }

    private static boolean isAbsentOr(Json member, boolean wellFormed) {
        return member.node().isMissingNode() || wellFormed;
    }

    private static boolean areAll(Json array, Predicate<Json> test) {
        return array.node().isArray() && array.items().stream().allMatch(test);
    }

    private static boolean isBlock(Json block) {
        return block.isObject() && block.at("type").text().filter(type -> type.matches("[a-z_]{1,40}")).isPresent();
    }

    private static boolean isAttachment(Json attachment) {
        List<String> names = attachment.node().properties().stream().map(member -> member.getKey()).toList();
        return attachment.isObject() && ATTACHMENT_MEMBERS.containsAll(names)
                && names.stream().anyMatch(ATTACHMENT_CONTENT::contains);
    }

    private static Notice notice(Message message, ObjectNode payload) {
        Json slack = new Json(payload);
        List<Json> attachments = slack.at("attachments").items();
        List<String> words = new ArrayList<>();
        slack.at("text").text().ifPresent(words::add);
        if (!slack.at("blocks").isEmpty()) {
            // With blocks, Slack shows the text in notifications only.
            List<String> blocks = blocks(slack.at("blocks"));
            if (!blocks.isEmpty()) {
                words.clear();
                words.addAll(blocks);
            }
        }
        attachments.forEach(attachment -> words.addAll(attachment(attachment)));
        String title = Cut.end(message.subject().filter(subject -> !subject.isBlank())
                .or(() -> header(slack))
                .or(() -> slack.at("text").text().map(Cut::firstLine).map(CustomNotification::withoutLinks))
                .or(() -> attachments.stream().flatMap(attachment -> headline(attachment).stream()).findFirst())
                .or(() -> words.stream().map(Cut::firstLine).findFirst())
                .orElse("Slack message"), LONGEST_TITLE);
        Notice.Builder notice = Notice.of("slack-message", severity(attachments, title), title)
                .slackPayload(payload.deepCopy());
        words.stream().filter(text -> !text.equals(title)).distinct().limit(MOST_TEXTS)
                .forEach(text -> notice.text(new Text.ClientMarkdown(text)));
        attachments.stream().flatMap(attachment -> attachment.at("fields").items().stream()).limit(MOST_FACTS)
                .forEach(field -> notice.fact(field.at("title").text().orElse("Field"), field.at("value").wordsOrNull()));
        return notice.build();
    }

    private static Optional<String> header(Json slack) {
        return slack.at("blocks").items().stream().filter(block -> block.at("type").is("header"))
                .map(block -> block.at("text", "text").text()).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> headline(Json attachment) {
        return attachment.at("title").text().or(() -> attachment.at("fallback").text())
                .or(() -> attachment.at("pretext").text()).map(Cut::firstLine);
    }

    private static List<String> attachment(Json attachment) {
        List<String> words = new ArrayList<>();
        Stream.of("pretext", "title", "text").map(name -> attachment.at(name).text()).flatMap(Optional::stream)
                .forEach(words::add);
        words.addAll(blocks(attachment.at("blocks")));
        if (words.isEmpty()) {
            attachment.at("fallback").text().ifPresent(words::add);
        }
        return words;
    }

    /** The texts of a layout, wherever they stand in it. */
    private static List<String> blocks(Json blocks) {
        List<String> words = new ArrayList<>();
        blocks.items().forEach(block -> {
            List<String> parts = new ArrayList<>();
            collect(block.node(), parts);
            if (!parts.isEmpty()) {
                words.add(String.join(block.at("type").is("rich_text") ? "" : "\n", parts));
            }
        });
        return words;
    }

    private static void collect(JsonNode node, List<String> words) {
        if (words.size() >= MOST_TEXTS) {
            return;
        }
        if (node.isObject() && node.path("text").isTextual()) {
            words.add(node.path("text").textValue());
        } else if (node.isContainerNode()) {
            node.forEach(child -> collect(child, words));
        }
    }

    /** By the colour that its author chose, else by what it says. */
    private static Severity severity(List<Json> attachments, String title) {
        return attachments.stream().map(attachment -> attachment.at("color").text()).flatMap(Optional::stream).findFirst()
                .map(color -> switch (color) {
                    case "danger" -> Severity.HIGH;
                    case "warning" -> Severity.MEDIUM;
                    case "good" -> Severity.GOOD;
                    default -> ofHex(color);
                }).or(() -> SentenceSeverity.of(title)).orElse(Severity.INFO);
    }

    /** Red, yellow and green of any shade mean the same to all; other colours mean nothing. */
    private static Severity ofHex(String color) {
        String digits = color.startsWith("#") ? color.substring(1) : color;
        if (digits.length() != 6 || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
            return Severity.INFO;
        }
        int rgb = Integer.parseInt(digits, 16);
        int red = rgb >> 16;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        if (red >= 160 && green < 100 && blue < 128) {
            return Severity.HIGH;
        }
        if (red >= 200 && green >= 130 && blue < 128) {
            return Severity.MEDIUM;
        }
        return green >= 120 && red < 128 && green > blue ? Severity.GOOD : Severity.INFO;
    }
}
