package dev.tocsin.workspace;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The description of the Slack app that Tocsin is, for Slack's "Create New App: from a manifest"
 * (docs.slack.dev/reference/app-manifest).
 */
final class SlackManifest {

    private static final String YAML = """
            # The Slack app for Tocsin: https://api.slack.com/apps, "Create New App", "From a manifest".
            _metadata:
              major_version: 1
              minor_version: 1
            display_information:
              name: Tocsin
              description: Brings what happens in AWS to the people on duty
            features:
              bot_user:
                display_name: Tocsin
                always_online: true
            %3$soauth_config:
              redirect_urls:
                - %1$s/slack/oauth/callback
              scopes:
                bot:
            %2$s
            settings:
              event_subscriptions:
                request_url: %1$s/slack/events
                bot_events:
                  - app_uninstalled
                  - tokens_revoked
            %4$s  interactivity:
                is_enabled: true
                request_url: %1$s/slack/interactions
              org_deploy_enabled: false
              socket_mode_enabled: false
              # true: tokens expire after 12 hours and Tocsin renews them. It cannot be switched off again.
              token_rotation_enabled: false
            """;

    private SlackManifest() {
    }

    /** Of those who allow it. */
    private static final String SLASH_COMMAND = """
              slash_commands:
                - command: %2$s
                  url: %1$s/slack/commands
                  description: Asks AWS something, or tells it to do something
                  usage_hint: cloudwatch describe-alarms --state-value ALARM
                  should_escape: false
            """;
    private static final String MENTION = "      - app_mention\n";

    /**
     * As YAML.
     *
     * @param publicUrl where Slack reaches Tocsin, without a slash at its end
     * @param slashCommand its name, with its slash
     */
    static String yaml(String publicUrl, List<String> scopes, String slashCommand) {
        return YAML.formatted(publicUrl,
                scopes.stream().map(scope -> "      - " + scope).collect(Collectors.joining("\n")),
                scopes.contains("commands") ? SLASH_COMMAND.formatted(publicUrl, slashCommand) : "",
                scopes.contains("app_mentions:read") ? MENTION : "");
    }
}
