package dev.tocsin.notice.cost;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;

/**
 * The text that AWS Budgets publishes when a budget passes a threshold, or when an action of a budget runs or waits for
 * approval (AWS Cost Management User Guide, "Creating an Amazon SNS topic for budget notifications").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class Budget implements Interpreter {

    private static final String HEAD = "AWS Budget Notification";
    private static final int HEAD_WITHIN = 400;
    private static final int MOST_LINES = 200;
    private static final int LONGEST_LABEL = 40;
    private static final int MOST_ACTION_FACTS = 6;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Set<String> SHOWN = Set.of("budget name", "budget type", "budgeted amount", "alert type",
            "alert threshold", "actual amount", "forecasted amount");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        String text = reading.text();
        boolean headed = Cut.end(text, HEAD_WITHIN).contains(HEAD);
        boolean named = reading.subject().filter(subject -> subject.startsWith("AWS Budgets")).isPresent()
                && text.contains("Budget Name:");
        return reading.json().node().isContainerNode() || !headed && !named ? Optional.empty()
                : Optional.of(notice(reading, text));
    }

    private static Notice notice(Reading reading, String text) {
        List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(MOST_LINES).toList();
        Map<String, String> members = members(lines);
        String name = members.getOrDefault("budget name", "");
        String account = account(lines);
        String type = members.getOrDefault("alert type", "").toUpperCase(Locale.ROOT);
        String amount = Optional.ofNullable(members.get(type.toLowerCase(Locale.ROOT) + " amount"))
                .or(() -> Optional.ofNullable(members.get("actual amount")))
                .orElse(members.getOrDefault("forecasted amount", ""));
        Usage usage = Usage.of(amount, members.getOrDefault("budgeted amount", ""));
        Map<String, String> action = action(members);
        String arn = arn(reading, account, name);
        Notice.Builder notice = action.isEmpty()
                ? Notice.of("aws-budgets", severity(type, usage), title(name, type, usage, reading))
                : Notice.of("aws-budgets-action", severity(action), actionTitle(name, action));
        notice.account(account)
                .titleLink(TopicArn.parse(reading.message().topicArn())
                        .flatMap(topic -> ConsoleLinks.page(topic.region(), "costmanagement/home#/budgets")).orElse(null))
                .resource(arn)
                .correlationKey(arn)
                .text(sentence(lines));
        action.entrySet().stream().limit(MOST_ACTION_FACTS)
                .forEach(member -> notice.fact(Labels.of(member.getKey()), member.getValue()));
        return notice.fact(type.isEmpty() ? "Amount" : Labels.of(type.toLowerCase(Locale.ROOT)), amount)
                .fact("Budgeted", members.get("budgeted amount"))
                .fact("Over budget", usage.over())
                .fact("Alert threshold", members.get("alert threshold"))
                .fact("Budget type", members.get("budget type"))
                .build();
    }

    /** What was or will be spent, of what. */
    private record Usage(String amount, String budgeted, Optional<BigDecimal> spent, Optional<BigDecimal> planned) {

        static Usage of(String amount, String budgeted) {
            return new Usage(amount, budgeted, Money.in(amount), Money.in(budgeted));
        }

        Optional<BigDecimal> percent() {
            return amount.endsWith("%") ? Optional.empty()
                    : spent.flatMap(part -> planned.flatMap(whole -> Money.percent(part, whole)));
        }

        boolean isOver() {
            return percent().filter(share -> share.compareTo(HUNDRED) >= 0).isPresent();
        }

        String over() {
            if (!isOver() || spent.get().compareTo(planned.get()) <= 0) {
                return null;
            }
            BigDecimal excess = spent.get().subtract(planned.get());
            return "by " + (budgeted.startsWith("$") ? Money.dollars(excess) : excess.toPlainString());
        }

        String words() {
            return amount + (budgeted.isEmpty() ? "" : " of " + budgeted)
                    + percent().map(share -> " (" + share.toPlainString() + " %)").orElse("");
        }
    }

    private static String title(String name, String type, Usage usage, Reading reading) {
        if (name.isEmpty() || usage.amount().isEmpty()) {
            return reading.subject().orElse("Budget" + (name.isEmpty() ? "" : " " + name) + " passed its threshold");
        }
        return "Budget " + name + ": " + (type + " " + usage.words()).strip();
    }

    /** What is spent is spent; a forecast can still be averted. */
    private static Severity severity(String type, Usage usage) {
        boolean forecast = type.equals("FORECASTED");
        if (usage.isOver()) {
            return forecast ? Severity.MEDIUM : Severity.HIGH;
        }
        return forecast ? Severity.LOW : Severity.MEDIUM;
    }

    private static String actionTitle(String name, Map<String, String> action) {
        String state = action.entrySet().stream().filter(member -> member.getKey().endsWith("status")).findFirst()
                .map(member -> " " + member.getValue()).orElse("");
        return "Budget action" + state + (name.isEmpty() ? "" : ": " + name);
    }

    private static Severity severity(Map<String, String> action) {
        boolean failed = action.values().stream().anyMatch(value -> SeverityWords.in(value)
                .filter(severity -> severity.compareTo(Severity.HIGH) <= 0).isPresent());
        return failed ? Severity.HIGH : Severity.MEDIUM;
    }

    private static Map<String, String> action(Map<String, String> members) {
        Map<String, String> action = new LinkedHashMap<>();
        members.forEach((label, value) -> {
            if (label.contains("action") && !SHOWN.contains(label)) {
                action.put(label, value);
            }
        });
        return action;
    }

    /** {@code Budget Name: monthly-total}, by lower-case label. */
    private static Map<String, String> members(List<String> lines) {
        Map<String, String> members = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            if (colon > 0 && colon <= LONGEST_LABEL && isLabel(line.substring(0, colon))) {
                members.putIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
        }
        return members;
    }

    /** A few words; more are a sentence. */
    private static boolean isLabel(String words) {
        return Character.isLetter(words.charAt(0)) && words.chars().filter(c -> c == ' ').count() <= 3;
    }

    private static String account(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("AWS Account ")).findFirst()
                .map(line -> line.substring("AWS Account ".length()).strip()).filter(Json::isAccount).orElse(null);
    }

    /** Budgets have ARNs, of which the text gives the parts; without them nothing belongs together. */
    private static String arn(Reading reading, String account, String name) {
        String partition = TopicArn.parse(reading.message().topicArn()).map(TopicArn::partition).orElse("aws");
        return account == null || name.isEmpty() ? null : "arn:" + partition + ":budgets::" + account + ":budget/" + name;
    }

    /** What was asked for and what came of it, without the way to the dashboard, which the title leads to. */
    private static String sentence(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("You requested") || line.startsWith("Your budget")
                || line.contains(" action ") && line.endsWith("."))
                .findFirst()
                .map(line -> line.indexOf(" You can find additional details") > 0
                        ? line.substring(0, line.indexOf(" You can find additional details"))
                        : line)
                .orElse(null);
    }
}
