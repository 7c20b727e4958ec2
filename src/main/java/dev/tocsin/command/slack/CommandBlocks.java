package dev.tocsin.command.slack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.tocsin.chat.Pieces;
import dev.tocsin.chat.slack.Mrkdwn;
import dev.tocsin.command.language.Command;
import dev.tocsin.command.result.CommandResult;
import dev.tocsin.command.result.ShownCommand;
import dev.tocsin.command.result.ShownResult;

/** Shows in Slack what commands come to. Whatever is in an answer, Slack takes it, and nobody is mentioned by it. */
public final class CommandBlocks {

    /** The {@code action_id} of buttons; their value is the command's id. */
    public static final String RUN = "tocsin-command-run";
    public static final String CANCEL = "tocsin-command-cancel";
    public static final String MORE = "tocsin-command-more";
    public static final String JSON = "tocsin-command-json";
    /** Followed by - and the account that its button stands for. */
    public static final String ACCOUNT = "tocsin-command-account";

    private static final Pattern USER = Pattern.compile("[UW][A-Z0-9]{1,40}");
    private static final int LONGEST_LINE = 300;
    private static final int LONGEST_COMMAND = 1_200;
    private static final int MOST_ACCOUNTS = 100;
    private static final String TOO_LONG = "This is too long to be shown whole, and nobody should agree to what they do not "
            + "see, so it cannot be run from here. Give it fewer or shorter values, or use AWS's console or command line.";

    private CommandBlocks() {
    }

    /**
     * @param normalised the command that came to it
     * @param ranAs a role, or who it was
     */
    public static SlackShown result(UUID command, String normalised, CommandResult result, Optional<String> ranAs) {
        CommandMessage message = new CommandMessage();
        message.section(command(normalised));
        List<String> smallPrint = new ShownBlocks(message).add(result.shown(), result.json().isPresent());
        List<CommandMessage.Button> buttons = new ArrayList<>();
        result.next().ifPresent(next -> buttons.add(new CommandMessage.Button("More", MORE, command.toString(), "")));
        result.json().ifPresent(json -> buttons.add(new CommandMessage.Button("Show JSON", JSON, command.toString(), "")));
        message.actions(buttons);
        ranAs.ifPresent(as -> smallPrint.add("As " + Mrkdwn.code(as, LONGEST_LINE)));
        message.context(smallPrint);
        return message.shown(title(result.shown()));
    }

    /**
     * Asks whether to run what changes something. Empty if the command is too long to be shown whole: nobody should agree to
     * what they do not see, so such a one is {@link #tooLong refused}.
     *
     * @param expiresAt until when it may be answered
     */
    public static Optional<SlackShown> confirmation(UUID command, String userId, Command.Call call, String account,
            String region, Instant expiresAt) {
        List<String> parts = shownParts(call);
        if (parts.stream().anyMatch(CommandMessage::isCut)) {
            return Optional.empty();
        }
        CommandMessage message = new CommandMessage();
        message.section(person(userId) + " wants to run this, and it changes something:");
        parts.forEach(message::section);
        List<String> fields = new ArrayList<>();
        fields.add("*Account*\n" + Mrkdwn.code(account, LONGEST_LINE));
        fields.add("*Region*\n" + Mrkdwn.code(region, LONGEST_LINE));
        message.fieldsSection(fields);
        message.actions(List.of(new CommandMessage.Button("Run", RUN, command.toString(), "primary"),
                new CommandMessage.Button("Cancel", CANCEL, command.toString(), "")));
        message.context(List.of("Nothing has been done yet. " + person(userId) + " or an approver may press Run.",
                "Expires " + Mrkdwn.moment(expiresAt)));
        return Optional.of(message.shown("Run " + call.name() + "?"));
    }

    /** Why there is no {@link #confirmation}. */
    public static SlackShown tooLong(Command.Call call) {
        CommandMessage message = new CommandMessage();
        shownParts(call).forEach(message::section);
        message.context(List.of("Nothing has been done. " + TOO_LONG));
        return message.shown(call.name() + " is too long to be run from here");
    }

    private static List<String> shownParts(Command.Call call) {
        return Mrkdwn.preformatted(ShownCommand.of(call)).split(CommandMessage.SECTION, 3);
    }

    /**
     * What a question became, without its buttons.
     *
     * @param words for instance {@code Cancelled by <@U1>}, in mrkdwn
     */
    public static SlackShown settled(String normalised, String words) {
        CommandMessage message = new CommandMessage();
        message.section(command(normalised));
        message.context(List.of(words.isBlank() ? "Done" : words));
        return message.shown(normalised);
    }

    /** Asks for what is missing. */
    public static SlackShown missing(Command.Incomplete incomplete) {
        CommandMessage message = new CommandMessage();
        Command.Call call = incomplete.soFar();
        message.section(command(ShownCommand.of(call)));
        Pieces pieces = Mrkdwn.pieces().whole(incomplete.missing().size() == 1 ? "This is missing:" : "These are missing:");
        incomplete.missing().forEach(missing -> pieces.whole("\n\u2022 " + Mrkdwn.code(missing.option(), LONGEST_LINE) + ": ")
                .add(CommandMarkdown.line(missing.words())));
        message.sections(pieces, 2, "");
        String option = incomplete.missing().isEmpty() ? "option" : incomplete.missing().get(0).option();
        message.context(
                List.of("Mention me again here with what is missing, as in " + Mrkdwn.code(option + " VALUE", LONGEST_LINE)));
        return message.shown(call.name() + " needs more");
    }

    /** Asks which account is meant. */
    public static SlackShown accounts(UUID command, List<String> accounts) {
        CommandMessage message = new CommandMessage();
        message.section("Which account do you mean? It is remembered for this channel for 7 days.");
        List<CommandMessage.Button> buttons = accounts.stream().distinct().limit(MOST_ACCOUNTS)
                .map(account -> new CommandMessage.Button(account, ACCOUNT + "-" + account, command.toString(), "")).toList();
        message.actions(buttons);
        if (accounts.size() > MOST_ACCOUNTS) {
            message.context(List.of("Others are chosen by " + Mrkdwn.code("set default account ID", LONGEST_LINE)));
        }
        return message.shown("Which account do you mean?");
    }

    /** Help, lists of aliases and refusals; links and code as markdown has them. */
    public static SlackShown words(String markdown) {
        CommandMessage message = new CommandMessage();
        message.sections(CommandMarkdown.of(markdown), 5, markdown);
        return message.shown(markdown.replaceAll("[*`]", ""));
    }

    private static String command(String normalised) {
        boolean isLine = normalised.indexOf('\n') < 0 && normalised.length() <= LONGEST_LINE;
        return isLine ? Mrkdwn.code(normalised, LONGEST_LINE) : Mrkdwn.preformatted(normalised).cut(LONGEST_COMMAND);
    }

    private static String person(String userId) {
        return USER.matcher(userId).matches() ? "<@" + userId + ">" : Mrkdwn.label(userId).cut(LONGEST_LINE);
    }

    private static String title(ShownResult shown) {
        if (shown instanceof ShownResult.Table table) {
            return table.title() + ": " + table.rows().size();
        }
        return shown instanceof ShownResult.Fields fields ? fields.title()
                : shown instanceof ShownResult.Code code ? code.title() : ((ShownResult.Words) shown).text();
    }
}
