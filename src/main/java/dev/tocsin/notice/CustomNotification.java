package dev.tocsin.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

/**
 * A custom notification, version 1.0, as AWS Chatbot (now Amazon Q Developer in chat applications) documents it:
 * {@code version}, {@code source} and {@code content.description} are required, texts are in the chat client's own
 * markdown. AWS says no limit for the number of next steps and keywords, nor what happens beyond the limits of length:
 * here the rest is cut off.
 */
@Singleton
@Priority(900)
final class CustomNotification implements Interpreter {

    private static final int LONGEST_TITLE = 250;
    private static final int LONGEST_LINE = 3000;
    private static final int LONGEST_STEP = 350;
    private static final int LONGEST_KEYWORD = 75;
    private static final int LONGEST_VALUE = 240;
    private static final int MOST_ITEMS = 50;
    private static final int MOST_FACTS = 10;

    private static final Pattern MENTION = Pattern.compile("<@[UW][A-Z0-9]{1,30}>");
    private static final Pattern LABELLED_LINK = Pattern.compile("<(?:https?|mailto):[^\\s<>|]{1,2000}\\|([^<>|]{1,250})>");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Json custom = reading.json();
        Json content = custom.at("content");
        return custom.at("version").is("1.0") && custom.at("source").is("custom")
                ? content.at("description").text().map(description -> notice(reading, custom, description))
                : Optional.empty();
    }

    private static Notice notice(Reading reading, Json custom, String description) {
        Json content = custom.at("content");
        Json metadata = custom.at("metadata");
        Optional<String> written = content.at("title").text().map(title -> Cut.end(title, LONGEST_TITLE));
        String title = written.map(CustomNotification::plain).filter(plain -> !plain.isBlank())
                .or(() -> metadata.at("summary").text())
                .or(() -> reading.message().subject().filter(subject -> !subject.isBlank()))
                .orElse("Custom notification");
        Notice.Builder notice = Notice.of("custom-notification", severity(metadata, title), title)
                .text(new Text.ClientMarkdown(description))
                .correlationKey(metadata.at("threadId").wordsOrNull())
                .footer("Custom notification delivered by Tocsin");
        // A title is no markdown, so whom it mentions is called below it.
        written.map(CustomNotification::mentions).filter(mentions -> !mentions.isEmpty())
                .ifPresent(mentions -> notice.text(new Text.ClientMarkdown(mentions)));
        addLists(content, notice);
        addFacts(reading, metadata, notice);
        return notice.build();
    }

    private static void addLists(Json content, Notice.Builder notice) {
        List<Text> steps = list(content.at("nextSteps"), LONGEST_STEP, Text.ClientMarkdown::new);
        if (!steps.isEmpty()) {
            notice.text(new Text.Bullets(steps));
        }
        List<String> keywords = list(content.at("keywords"), LONGEST_KEYWORD, Function.identity());
        if (!keywords.isEmpty()) {
            notice.text(new Text.Tags(keywords));
        }
    }

    private static void addFacts(Reading reading, Json metadata, Notice.Builder notice) {
        Secrets secrets = reading.secrets();
        notice.fact("Event type", metadata.at("eventType").wordsOrNull());
        String resources = String.join("\n", list(metadata.at("relatedResources"), LONGEST_VALUE, Function.identity()));
        notice.fact("Related resources", resources);
        List<Fact> context = new ArrayList<>();
        metadata.at("additionalContext").forEachMember((name, value) -> {
            if (context.size() < MOST_FACTS && !Secrets.isSecret(name, value.node())) {
                value.words().ifPresent(words -> context.add(Fact.of(Labels.of(name), Cut.middle(words, LONGEST_VALUE))));
            }
        });
        context.forEach(fact -> notice.fact(fact.label(), secrets.hide(((Fact.Words) fact.value()).words())));
    }

    private static <T> List<T> list(Json array, int longest, Function<String, T> form) {
        return array.items().stream().limit(MOST_ITEMS).map(Json::words).flatMap(Optional::stream)
                .map(words -> form.apply(Cut.end(words, longest))).toList();
    }

    private static String plain(String title) {
        return MENTION.matcher(withoutLinks(title)).replaceAll("").strip();
    }

    /** Slack's markdown with the words of its links in their place: a title is one link already. */
    static String withoutLinks(String markdown) {
        return LABELLED_LINK.matcher(Cut.end(markdown, LONGEST_LINE))
                .replaceAll(link -> Matcher.quoteReplacement(link.group(1).strip()));
    }

    private static String mentions(String title) {
        return MENTION.matcher(title).results().map(mention -> mention.group()).collect(Collectors.joining(" "));
    }

    private static Severity severity(Json metadata, String title) {
        Json context = metadata.at("additionalContext");
        return context.at("severity").text().or(() -> context.at("priority").text())
                .flatMap(SeverityWords::in).or(() -> SentenceSeverity.of(title)).orElse(Severity.INFO);
    }
}
