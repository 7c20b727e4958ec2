package dev.tocsin.workspace;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.command.CommandSource;
import dev.tocsin.command.TypedCommand;

/**
 * Reads that somebody typed the slash command (docs.slack.dev/interactivity/implementing-slash-commands). In a channel that is
 * shared with others only the people of our workspace can.
 */
final class SlashCommand {

    private static final Pattern ID = Pattern.compile("[A-Z0-9]{1,40}");
    private static final Pattern TRIGGER = Pattern.compile("[A-Za-z0-9.]{1,200}");
    private static final String HELP = "help";

    private SlashCommand() {
    }

    /**
     * Empty if Slack only looks whether there is somebody.
     *
     * @throws SlackEvent.Unreadable if it is no form of a slash command, or says what cannot be
     */
    static Optional<TypedCommand> read(byte[] body) {
        SlackForm form = SlackForm.read(body);
        if (form.text("ssl_check").equals("1")) {
            return Optional.empty();
        }
        boolean isOfAll = form.text("is_enterprise_install").equals("true");
        String team = form.required("team_id", ID);
        String text = form.text("text").strip();
        return Optional.of(new TypedCommand(CommandSource.SLASH, "slash " + form.required("trigger_id", TRIGGER),
                isOfAll ? form.required("enterprise_id", ID) : team, true,
                Optional.of(form.text("api_app_id")).filter(id -> !id.isEmpty()), form.required("channel_id", ID),
                Optional.empty(), Optional.empty(), form.required("user_id", ID), form.text("user_name"),
                text.isEmpty() ? HELP : text, form.text("response_url")));
    }
}
